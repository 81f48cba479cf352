/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTests {
  private static final Tokenizer SMALL = Tokenizer.cl100k(1024);

  @ParameterizedTest
  @ValueSource(ints = {257, 4096, ReferenceModelConfig.MAXIMUM_VOCABULARY_SIZE})
  void textsSurviveEncodingAtEveryVocabularySize(int vocabularySize) {
    Tokenizer tokenizer = Tokenizer.cl100k(vocabularySize);
    String text = "The quick brown fox's déjà vu: 12345 \t\r\n 日本語 🙂 <|endoftext|>";

    int[] tokens = tokenizer.encode(text);

    assertThat(tokenizer.decode(tokens)).isEqualTo(text);
    assertThat(IntStream.of(tokens)).allMatch(token -> token >= 0 && token < vocabularySize - 1);
    assertThat(tokenizer.prefixToken()).isEqualTo(vocabularySize - 1);
  }

  @Test
  void bytesAloneAreOneTokenEach() {
    String text = "abc é 日";

    int[] tokens = Tokenizer.cl100k(257).encode(text);

    assertThat(tokens).hasSize(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void theWholeVocabularyIsTheGpt4Tokenizer() {
    String text = "Perplexity pruning: it's 10,000 documents,\n\n  indented\tand tabbed. Ünïcödé!";

    int[] tokens = Tokenizer.cl100k(ReferenceModelConfig.MAXIMUM_VOCABULARY_SIZE).encode(text);

    var reference = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
    assertThat(tokens).containsExactly(reference.encodeOrdinary(text).toArray());
  }

  @Property
  void everyTextSurvivesEncoding(@ForAll String text) {
    String wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

    assertThat(SMALL.decode(SMALL.encode(wellFormed))).isEqualTo(wellFormed);
  }
}
