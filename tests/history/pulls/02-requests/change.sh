sed -i 's/cpu: 500m, memory: 1Gi/cpu: 1500m, memory: 3Gi/' k8s/shop.yaml
