sed -i 's/replicas: 3/replicas: 9/; s/web:1.0/web:2.0/; s/cpu: 500m/cpu: 750m/' k8s/shop.yaml; sed -i 's/replicas: 2/replicas: 3/' k8s/data.yaml
