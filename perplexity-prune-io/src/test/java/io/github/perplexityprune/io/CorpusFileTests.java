/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusFileTests {
  @ParameterizedTest
  @ValueSource(strings = {"", "/a.jsonl", "a/../../b.jsonl", "..", "./a.jsonl", "a//b.jsonl", "a/"})
  void aNameThatCouldLeadOutOfAFolderIsRefused(String name) {
    assertThatThrownBy(() -> named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("name must be parts with / between them")
        .hasMessageEndingWith("but was '" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a/b/c.jsonl", "..a/b...jsonl"})
  void otherNamesAreFine(String name) {
    assertThat(named(name).name()).isEqualTo(name);
  }

  private static CorpusFile named(String name) {
    return new CorpusFile(
        Path.of("a.jsonl"), name, CorpusFormat.JSON_LINES, Compression.NONE, /* byteCount= */ 0);
  }
}
