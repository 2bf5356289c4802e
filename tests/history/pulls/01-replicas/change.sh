sed -i 's/replicas: 3/replicas: 6/' k8s/shop.yaml
