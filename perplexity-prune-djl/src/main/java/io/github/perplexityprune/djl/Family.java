/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

/** The families of transformers that there is a program for. */
enum Family {
  MPT("mpt"),
  LLAMA("llama"),
  GPT2("gpt2"),
  GPT_NEOX("gpt_neox");

  private final String id;

  Family(String id) {
    this.id = id;
  }

  /** The family's name in configurations, and that of its program. */
  String id() {
    return id;
  }
}
