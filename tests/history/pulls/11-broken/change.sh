sed -i 's/cpu: 500m/cpu: 500mm/' k8s/shop.yaml
