/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Small corpora, the same each time. */
final class SampleCorpus {
  private static final String[] WORDS =
      ("the a of in and to was ship harbour storm captain night lantern wind rope sail anchor coast"
              + " island letter garden river market stone bridge winter summer bread")
          .split(" ");

  private SampleCorpus() {}

  /** Writes JSON lines with the fields id, text and source, which is one of two. */
  static Path write(Path file, int documents) throws IOException {
    return write(file, documents, /* seed= */ 1);
  }

  static Path write(Path file, int documents, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < documents; i++) {
      lines.append("{\"id\": \"d").append(seed).append('-').append(i).append("\", \"text\": \"");
      for (int words = random.nextInt(20, 120); words > 0; words--) {
        lines.append(WORDS[(int) (WORDS.length * Math.pow(random.nextDouble(), 2))]).append(' ');
      }
      lines.append("\", \"source\": \"").append(i % 3 == 0 ? "sea" : "land").append("\"}\n");
    }
    return Files.writeString(file, lines);
  }
}
