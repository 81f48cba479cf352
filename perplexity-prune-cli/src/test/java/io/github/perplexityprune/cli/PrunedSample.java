/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A small corpus and what the command made of it.
 *
 * @param folder with the kept documents, the scores and the model
 * @param ran what the command printed
 */
record PrunedSample(Path corpus, Path folder, Ran ran) {
  static final int DOCUMENTS = 60;

  static PrunedSample in(Path shared) throws IOException {
    Path corpus = SampleCorpus.write(shared.resolve("corpus.jsonl"), DOCUMENTS);
    Path output = shared.resolve("pruned");
    Ran ran = prune(corpus, output, "medium:0.5");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return new PrunedSample(corpus, output, ran);
  }

  /** Prunes the sample; the arguments are added. */
  Ran prune(Path output, String band, Object... more) {
    return prune(corpus, output, band, more);
  }

  private static Ran prune(Path corpus, Path output, String band, Object... more) {
    return Ran.command(
        Stream.concat(
                Stream.of(
                    "prune",
                    "-i",
                    corpus,
                    "-o",
                    output,
                    "-k",
                    band,
                    "--train-tokens",
                    3000,
                    "--domain-field",
                    "source",
                    "--id-field",
                    "id",
                    "--device",
                    "cpu"),
                Stream.of(more))
            .toArray());
  }

  /** Selects from the scores; the arguments are added. */
  Ran select(Path output, Object... more) {
    return Ran.command(
        Stream.concat(
                Stream.of(
                    "select",
                    "-i",
                    corpus,
                    "-s",
                    folder.resolve("scores.db"),
                    "-o",
                    output,
                    "--domain-field",
                    "source",
                    "--id-field",
                    "id"),
                Stream.of(more))
            .toArray());
  }
}
