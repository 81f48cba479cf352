/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import io.github.perplexityprune.JudgedDocument;
import io.github.perplexityprune.select.SelectionCriterion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class PrunedFolderPropertyTests {
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private enum Form {
    PLAIN(".jsonl"),
    GZIP(".jsonl.gz"),
    ZSTD(".jsonl.zst");

    private final String extensions;

    Form(String extensions) {
      this.extensions = extensions;
    }

    private byte[] stored(byte[] content) {
      return switch (this) {
        case PLAIN -> content;
        case GZIP -> Compressed.gzip(content);
        case ZSTD -> Compressed.zstd(content);
      };
    }
  }

  private enum Start {
    BARE,
    MARKED
  }

  private enum End {
    NEWLINE,
    NONE
  }

  @Property(tries = 60)
  void linesAreUnchangedAndInOrderAndNoneIsLost(
      @ForAll("lines") List<String> lines, @ForAll Form form, @ForAll Start start, @ForAll End end)
      throws IOException {
    Assume.that(lines.stream().anyMatch(line -> line.contains("text")));
    Path folder = Files.createTempDirectory("pruned-folder");
    try {
      String text = String.join("\n", lines) + (end == End.NEWLINE ? "\n" : "");
      byte[] marked =
          (start == Start.MARKED ? new String(MARK, UTF_8) + text : text).getBytes(UTF_8);
      Path input = folder.resolve("in" + form.extensions);
      Files.write(input, form.stored(marked));
      Path output = folder.resolve("out");

      Pruning pruning = Pruning.of(SelectionCriterion.medium(0.5), input);
      try (PrunedFolder pruned = PrunedFolder.in(output).withDropped()) {
        pruning.write(pruned);
      }

      assertThat(written(output, "kept/in" + form.extensions))
          .isEqualTo(expected(pruning, JudgedDocument::isKept));
      assertThat(written(output, "dropped/in" + form.extensions))
          .isEqualTo(expected(pruning, document -> !document.isKept()));
      assertThat(pruning.result().summary().documentCount())
          .isEqualTo(lines.stream().filter(line -> line.contains("text")).count());
    } finally {
      MoreFiles.deleteRecursively(folder);
    }
  }

  private static String written(Path output, String name) throws IOException {
    Path file = output.resolve(name);
    return Files.exists(file) ? Pruning.content(file) : "";
  }

  private static String expected(Pruning pruning, Predicate<JudgedDocument<CorpusRecord>> side) {
    StringBuilder lines = new StringBuilder();
    try (Stream<JudgedDocument<CorpusRecord>> documents = pruning.result().documents()) {
      documents
          .filter(side)
          .forEach(
              document ->
                  lines
                      .append(new String(((JsonLine) document.item().raw()).bytes(), UTF_8))
                      .append('\n'));
    }
    return lines.toString();
  }

  /** Objects with strange spacing and ids that come again, and lines that are none. */
  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<String> object = Arbitraries.randomValue(PrunedFolderPropertyTests::object);
    Arbitrary<String> others = Arbitraries.of("", " \t", "\r", "not JSON", "[1]", "{\"id\": 3}");
    return Arbitraries.frequencyOf(Tuple.of(5, object), Tuple.of(1, others))
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  private static String object(Random random) {
    String space = List.of("", " ", "\t", "  \t ").get(random.nextInt(4));
    String text = "\\u00fc \u00fc \"}".repeat(random.nextInt(4)).replace("\"", "\\\"");
    return space
        + "{"
        + space
        + "\"id\""
        + space
        + ":"
        + random.nextInt(3)
        + ","
        + space
        + "\"text\":"
        + space
        + "\"x"
        + text
        + "\",\"more\": [1.50, {\"a\":null}]"
        + space
        + "}"
        + space
        + (random.nextBoolean() ? "\r" : "");
  }
}
