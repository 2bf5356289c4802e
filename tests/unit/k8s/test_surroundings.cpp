#include <string>
#include <vector>

#include "read_text.hpp"
#include <catch2/catch.hpp>

namespace eksplan::k8s {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("storage objects are read", "[k8s]") {
  const auto result = read_text(
      "apiVersion: storage.k8s.io/v1\nkind: StorageClass\n"
      "metadata: {name: gp3, annotations: {storageclass.kubernetes.io/is-default-class: 'true'}}\n"
      "provisioner: ebs.csi.aws.com\nparameters: {type: gp3, iops: '4000'}\n"
      "---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {name: pv}\n"
      "spec: {capacity: {storage: 5Gi}, csi: {driver: efs.csi.aws.com, volumeHandle: fs-1}, "
      "claimRef: {namespace: shop, "
      "name: data}, nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: "
      "topology.kubernetes.io/zone, "
      "operator: In, values: [b, a, b]}, {key: kubernetes.io/hostname, operator: In, values: "
      "[node-2, node-1]}]}]}}}\n"
      "---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {name: old, labels: "
      "{failure-domain.beta.kubernetes.io/zone: c__a}}\n"
      "spec: {awsElasticBlockStore: {volumeID: v}}\n"
      "---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {name: share}\nspec: {nfs: {server: "
      "s}}\n"
      "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data, namespace: shop}\n"
      "spec: {storageClassName: '', accessModes: [ReadWriteMany], volumeName: pv, volumeMode: "
      "Block, resources: "
      "{requests: {storage: 5Gi}}}\n");
  CHECK(result.told.empty());
  const auto& inventory = result.inventory;
  REQUIRE(inventory.storage_classes.size() == 1);
  CHECK(inventory.storage_classes[0].is_default);
  CHECK(inventory.storage_classes[0].provisioner == "ebs.csi.aws.com");
  CHECK(inventory.storage_classes[0].parameters.at("iops") == "4000");
  REQUIRE(inventory.volumes.size() == 3);
  CHECK(inventory.volumes[0].driver == "kubernetes.io/aws-ebs");
  CHECK(inventory.volumes[0].zones == Lines{"a", "c"});
  CHECK(inventory.volumes[1].name == "pv");
  CHECK(inventory.volumes[1].driver == "efs.csi.aws.com");
  CHECK(inventory.volumes[1].capacity == units::Bytes::gib(5));
  CHECK(inventory.volumes[1].zones == Lines{"a", "b"});
  CHECK(inventory.volumes[1].hosts == Lines{"node-1", "node-2"});
  CHECK(inventory.volumes[0].hosts.empty());
  CHECK(inventory.volumes[1].claim_namespace == "shop");
  CHECK(inventory.volumes[1].claim_name == "data");
  CHECK(inventory.volumes[2].driver == "nfs");
  REQUIRE(inventory.claims.size() == 1);
  CHECK(inventory.claims[0].id.text() == "shop/PersistentVolumeClaim/data");
  CHECK(inventory.claims[0].claim.storage_class == "");
  CHECK(inventory.claims[0].claim.volume_name == "pv");
  CHECK(inventory.claims[0].claim.block_mode);
}

TEST_CASE("an Ingress names its class and its services, in the new form and the old", "[k8s]") {
  const auto result = read_text(
      "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: new}\n"
      "spec: {ingressClassName: alb, defaultBackend: {service: {name: z}}, rules: [{http: {paths: "
      "[{backend: {service: "
      "{name: b}}}, {backend: {service: {name: a}}}, {backend: {service: {name: b}}}]}}]}\n"
      "---\napiVersion: extensions/v1beta1\nkind: Ingress\n"
      "metadata: {name: old, annotations: {kubernetes.io/ingress.class: nginx}}\n"
      "spec: {backend: {serviceName: s, servicePort: 80}}\n"
      "---\napiVersion: networking.k8s.io/v1\nkind: IngressClass\n"
      "metadata: {name: alb, annotations: {ingressclass.kubernetes.io/is-default-class: 'true'}}\n"
      "spec: {controller: ingress.k8s.aws/alb}\n");
  CHECK(result.told.empty());
  REQUIRE(result.inventory.ingresses.size() == 2);
  CHECK(result.inventory.ingresses[0].class_name == "alb");
  CHECK(result.inventory.ingresses[0].backend_services == Lines{"a", "b", "z"});
  CHECK(result.inventory.ingresses[1].class_name == "nginx");
  CHECK(result.inventory.ingresses[1].backend_services == Lines{"s"});
  CHECK(result.inventory.ingress_classes ==
        std::vector<model::IngressClass>{{"alb", "ingress.k8s.aws/alb", true}});
}

TEST_CASE("services, accounts, budgets, policies, namespaces and priorities are read", "[k8s]") {
  const auto result = read_text(
      "apiVersion: v1\nkind: Service\nmetadata: {name: s, annotations: {a: b}}\n"
      "spec: {type: LoadBalancer, loadBalancerClass: nlb, externalTrafficPolicy: Local, selector: "
      "{app: x}}\n"
      "---\n{apiVersion: v1, kind: ServiceAccount, metadata: {name: sa, annotations: "
      "{eks.amazonaws.com/role-arn: r}}}\n"
      "---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: pdb}\n"
      "spec: {minAvailable: 50%, maxUnavailable: 1, selector: {matchLabels: {app: x}}}\n"
      "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: np}\nspec: "
      "{podSelector: {}}\n"
      "---\n{apiVersion: v1, kind: Namespace, metadata: {name: shop, namespace: nonsense, labels: "
      "{team: a}}}\n"
      "---\n{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high}, value: "
      "1000}\n");
  CHECK(result.told.empty());
  const auto& inventory = result.inventory;
  REQUIRE(inventory.services.size() == 1);
  CHECK(inventory.services[0].type == "LoadBalancer");
  CHECK(inventory.services[0].load_balancer_class == "nlb");
  CHECK(inventory.services[0].external_traffic_local);
  CHECK(inventory.services[0].selector == model::Labels{{"app", "x"}});
  REQUIRE(inventory.service_accounts.size() == 1);
  CHECK(inventory.service_accounts[0].annotations.at("eks.amazonaws.com/role-arn") == "r");
  REQUIRE(inventory.disruption_budgets.size() == 1);
  CHECK(inventory.disruption_budgets[0].min_available == "50%");
  CHECK(inventory.disruption_budgets[0].max_unavailable == "1");
  REQUIRE(inventory.disruption_budgets[0].selector);
  REQUIRE(inventory.network_policies.size() == 1);
  CHECK(inventory.network_policies[0].pod_selector == model::LabelSelector{});
  REQUIRE(inventory.namespaces.size() == 1);
  CHECK(inventory.namespaces[0].name == "shop");
  CHECK(inventory.namespaces[0].labels == model::Labels{{"team", "a"}});
  CHECK(inventory.priority_classes == std::vector<model::PriorityClass>{{"high", 1000}});
}

}  // namespace
}  // namespace eksplan::k8s
