/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import io.github.perplexityprune.spi.ReferenceEngine;

class BigramReferenceEngineTests extends ReferenceEngineContract {
  @Override
  protected ReferenceEngine engine() {
    return new BigramReferenceEngine();
  }
}
