#pragma once
/// From what finds bounds to a Proof that one can check on the Instance alone.

#include <cstdint>
#include <optional>

#include "eksplan/pack/certificate.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/problem.hpp"
#include "eksplan/pack/proof.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {

/// `problem` is the reduced `instance`, `bound` what the certificate proves. Nothing when some
/// option was left out that no other one beats.
std::optional<Proof> to_proof(const Instance& instance, const Problem& problem,
                              const Certificate& certificate, std::int64_t bound);

/// Claims by search or table become claims by shares wherever the bound does not need the better
/// ones.
void prefer_shares(const Scope& scope, Certificate& certificate);

/// The fluid relaxation without its cuts, as a certificate by shares.
std::optional<Certificate> fluid_certificate(const Scope& scope);

}  // namespace eksplan::pack
