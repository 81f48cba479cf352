/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.spi.ReferenceEngine;
import io.github.perplexityprune.testkit.ReferenceEngineContract;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** Holds the DJL engine to the contract in both architectures. */
class DjlReferenceEngineContractTests {
  private abstract static class Contract extends ReferenceEngineContract {
    @Override
    protected ReferenceEngine engine() {
      return new DjlReferenceEngine();
    }
  }

  @Nested
  @DisplayName("MPT")
  class Mpt extends Contract {}

  @Nested
  @DisplayName("LLaMA")
  class Llama extends Contract {
    @Override
    protected ReferenceModelConfig model() {
      return super.model().withArchitecture(Architecture.LLAMA);
    }
  }
}
