// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/** Of a guardrail that judges each look by itself. */
public record NothingKept() implements GuardrailState {}
