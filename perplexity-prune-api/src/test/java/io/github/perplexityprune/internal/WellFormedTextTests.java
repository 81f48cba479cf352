/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WellFormedTextTests {
  @Provide
  Arbitrary<String> textsWithSurrogates() {
    return Arbitraries.strings()
        .withChars('a', '\u00E9', '\uD7FF', '\uD800', '\uDBFF', '\uDC00', '\uDFFF', '\uE000')
        .ofMaxLength(12);
  }

  @Property
  void equalsWhatAnEncoderThatReplacesGives(@ForAll("textsWithSurrogates") String text)
      throws CharacterCodingException {
    var encoder =
        StandardCharsets.UTF_16BE
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith(new byte[] {(byte) 0xFF, (byte) 0xFD});

    String expected =
        StandardCharsets.UTF_16BE.decode(encoder.encode(CharBuffer.wrap(text))).toString();

    assertThat(WellFormedText.of(text)).isEqualTo(expected);
  }

  @Property
  void survivesUtf8(@ForAll("textsWithSurrogates") String text) {
    String wellFormed = WellFormedText.of(text);

    assertThat(new String(wellFormed.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(wellFormed);
  }

  @Property
  void leavesWellFormedTextAlone(@ForAll("textsWithSurrogates") String text) {
    String wellFormed = WellFormedText.of(text);

    assertThat(WellFormedText.of(wellFormed)).isSameAs(wellFormed);
  }
}
