/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.score.PerplexityScore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A corpus far larger than the heap. By hand: {@code -DlargeCorpus.bytes=10000000000
 * -DlargeCorpus.heap=512}.
 */
final class LargeCorpusTests {
  private static final long BYTES = Long.getLong("largeCorpus.bytes", 120_000_000);
  private static final int HEAP_MEBIBYTES = Integer.getInteger("largeCorpus.heap", 40);

  @TempDir private Path folder;

  @Test
  void selectsFromACorpusLargerThanTheHeap() throws Exception {
    Path corpus = folder.resolve("large.jsonl.zst");
    Path scores = folder.resolve("scores.db");
    Path output = folder.resolve("kept");
    write(corpus);

    measure("score", ChildCommand.create().withMain(LengthScores.class), corpus, scores);
    measure(
        "select",
        ChildCommand.create(),
        "select",
        "-i",
        corpus,
        "-s",
        scores,
        "-o",
        output,
        "-k",
        "medium:0.5");

    assertThat(output.resolve("manifest.json")).exists();
    assertThat(output.resolve("kept/large.jsonl.zst")).exists();
  }

  private void measure(String what, ChildCommand command, Object... arguments) throws Exception {
    long start = System.nanoTime();
    ChildCommand.Running running =
        command.withHeap(HEAP_MEBIBYTES).start(folder.resolve(what + ".log"), arguments);
    String residentPeak = "";
    while (running.process().isAlive()) {
      residentPeak = residentPeak(running.process().pid(), residentPeak);
      Thread.sleep(50);
    }
    System.out.printf(
        "%s: %,d bytes in %d MiB of heap, %.1f s, peak of resident memory %s%n",
        what, BYTES, HEAP_MEBIBYTES, (System.nanoTime() - start) / 1e9, residentPeak);
    assertThat(running.exitCode()).as(running.printed()).isZero();
  }

  private static String residentPeak(long pid, String before) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.substring("VmHWM:".length()).strip())
          .findAny()
          .orElse(before);
    } catch (IOException ended) {
      return before;
    }
  }

  private static void write(Path file) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    String[] sentences = new String[1000];
    for (int i = 0; i < sentences.length; i++) {
      StringBuilder words = new StringBuilder();
      for (int word = random.nextInt(5, 20); word > 0; word--) {
        words.append(Long.toString(random.nextLong(1L << 30), 36)).append(' ');
      }
      sentences[i] = words.append(". ").toString();
    }
    try (OutputStream out =
        new BufferedOutputStream(new ZstdOutputStream(Files.newOutputStream(file), 1))) {
      long written = 0;
      for (long id = 0; written < BYTES; id++) {
        StringBuilder line = new StringBuilder("{\"id\": \"" + id + "\", \"text\": \"");
        for (int sentence = random.nextInt(1, 60); sentence > 0; sentence--) {
          line.append(sentences[random.nextInt(sentences.length)]);
        }
        byte[] bytes = line.append("\"}\n").toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        written += bytes.length;
      }
    }
  }

  /** Fills a store with scores that cost nothing. */
  static final class LengthScores {
    private LengthScores() {}

    public static void main(String[] arguments) {
      CorpusFiles corpus = CorpusFiles.builder().input(arguments[0]).build();
      Map<String, String> settings =
          Map.of(
              "text-field", "text",
              "id-field", "",
              "domain-field", "",
              "domain-from-file-name", "false",
              "max-record-bytes", Integer.toString(64 << 20),
              "max-expansion", "1000");
      try (SqliteScoreStore store =
          ScoreFile.toScore(Path.of(arguments[1]), corpus.fingerprint(), settings)) {
        Pruner.builder()
            .scorer(
                document -> {
                  int length = document.text().length();
                  return new PerplexityScore(length * (1 + length % 97 / 97.0), length, length);
                })
            .score(corpus.source(), store);
      }
    }
  }
}
