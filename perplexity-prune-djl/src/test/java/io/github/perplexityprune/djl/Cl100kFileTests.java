/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import io.github.perplexityprune.Document;
import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.score.ContextWindows;
import io.github.perplexityprune.score.PerplexityScore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The saved tokenizer encodes as the one used in training does. */
class Cl100kFileTests {
  private static final Path MINI_PILE = Path.of("../../shared/data/sample-1k.jsonl.gz");

  private static Tokenizer opened(int vocabularySize, Path folder) throws IOException {
    Files.writeString(
        folder.resolve(FileTokenizer.FILE), Checkpoint.json(Cl100kFile.of(vocabularySize)));
    return FileTokenizer.Source.read(folder).open(vocabularySize - 1);
  }

  @Test
  void encodesRealTextsIdentically(@TempDir Path folder) throws IOException {
    assumeTrue(Files.exists(MINI_PILE), "the corpus is not at hand: " + MINI_PILE);
    for (int vocabularySize : new int[] {257, 4096, 100_257}) {
      try (Tokenizer file = opened(vocabularySize, folder);
          Tokenizer ours = Tokenizer.cl100k(vocabularySize);
          BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(
                      new GZIPInputStream(Files.newInputStream(MINI_PILE)),
                      StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String text = JsonParser.parseString(line).getAsJsonObject().get("text").getAsString();

          assertThat(file.encode(text)).isEqualTo(ours.encode(text));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTrainedModelIsAHuggingFaceFolderToo(Architecture architecture, @TempDir Path folder)
      throws IOException {
    ReferenceModelConfig config =
        new ReferenceModelConfig(architecture, 2, 32, 4, 48, 64, /* vocabularySize= */ 600);
    Path saved = folder.resolve("saved");
    Document text =
        Document.of("a", "Text of a document, long enough to be read in windows. ".repeat(9));
    PerplexityScore before;
    try (ReferenceModel model =
        new DjlReferenceModel(
            Decoder.random(DecoderLayout.of(config), Processor.cpu(), /* seed= */ 3),
            Tokenizer.cl100k(config.vocabularySize()),
            ContextWindows.disjoint(),
            Optional.empty(),
            Checkpoint.describing(config, Optional.empty()))) {
      before = model.score(text);
      model.save(saved);
    }
    Files.delete(saved.resolve("perplexity-prune.json"));

    try (ReferenceModel model = ReferenceModel.load(saved)) {
      assertThat(model.score(text)).isEqualTo(before);
    }
  }

  @Test
  void encodesOddTextsIdentically(@TempDir Path folder) throws IOException {
    try (Tokenizer file = opened(4096, folder);
        Tokenizer ours = Tokenizer.cl100k(4096)) {
      for (String text :
          new String[] {
            "<|endoftext|>",
            "",
            " ",
            "\r\n\r\n  x",
            "it'S I'LL we\u2019re",
            "1234567 \u00bd\u0663",
            "\u00a0\u2028\u3000 a\u0085",
            "\ud83d\ude42 \u65e5\u672c\u8a9e",
            "a\u0301\u0000b",
            "aaaaaaaaaaaaaaaa"
          }) {
        assertThat(file.encode(text)).as(text).isEqualTo(ours.encode(text));
        assertThat(file.decode(ours.encode(text))).isEqualTo(text);
      }
    }
  }

  @Test
  void encodesRandomTextsIdentically(@TempDir Path folder) throws IOException {
    String alphabet = "aAbs'tlrev 09.,-\n\r\t\u00e9\u00df\u65e5\u3000\u00a0\u0663\u2019_<|>";
    SplittableRandom random = new SplittableRandom(7);
    try (Tokenizer file = opened(4096, folder);
        Tokenizer ours = Tokenizer.cl100k(4096)) {
      for (int round = 0; round < 3000; round++) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(60); length > 0; length--) {
          text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }

        assertThat(file.encode(text.toString()))
            .as(text.toString())
            .isEqualTo(ours.encode(text.toString()));
      }
    }
  }
}
