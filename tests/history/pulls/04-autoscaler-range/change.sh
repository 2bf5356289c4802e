sed -i 's/minReplicas: 2/minReplicas: 4/; s/maxReplicas: 6/maxReplicas: 12/' k8s/shop.yaml
