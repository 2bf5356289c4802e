sed -i 's/storage: 20Gi/storage: 500Gi/' k8s/data.yaml
