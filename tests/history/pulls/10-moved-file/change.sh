git mv k8s/data.yaml k8s/storage.yaml
