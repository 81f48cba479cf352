/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentTests {
  @Test
  void hasNoDomainUnlessGiven() {
    assertThat(Document.of("a", "text")).isEqualTo(new Document("a", "text", ""));
  }

  @Test
  void replacesUnpairedSurrogates() {
    assertThat(Document.of("a", "x\uD800y\uDFFF").text()).isEqualTo("x\uFFFDy\uFFFD");
  }

  @Test
  void keepsWellFormedTextAsItIs() {
    String text = "\uD83D\uDE00 na\u00EFve";

    assertThat(Document.of("a", text).text()).isSameAs(text);
  }

  @Test
  void doesNotPrintItsText() {
    assertThat(new Document("a", "secret", "web"))
        .hasToString("Document[id=a, domain=web, characters=6]");
  }
}
