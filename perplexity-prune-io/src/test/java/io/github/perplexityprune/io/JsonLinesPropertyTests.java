/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonLinesPropertyTests {
  @Property(tries = 300)
  void anyTextsInAnyEscapingReadBackAndTheirLinesAreUnchanged(
      @ForAll("texts") List<String> texts, @ForAll long seed, @ForAll Ending ending) {
    var random = new Random(seed);
    List<String> lines = texts.stream().map(text -> line(text, random)).toList();
    String file = String.join(ending.characters, lines);

    Reading plain = Reading.ofLines(file);
    Reading gzip = Reading.of("a.jsonl.gz", Compressed.gzip(file.getBytes(UTF_8)));
    Reading zstd = Reading.of("a.jsonl.zst", Compressed.zstd(file.getBytes(UTF_8)));

    assertThat(plain.rejects()).isEmpty();
    assertThat(plain.texts()).isEqualTo(texts);
    assertThat(String.join("\n", plain.rawLines())).isEqualTo(file);
    assertThat(gzip.rawLines()).isEqualTo(plain.rawLines());
    assertThat(zstd.rawLines()).isEqualTo(plain.rawLines());
  }

  private enum Ending {
    UNIX("\n"),
    WINDOWS("\r\n");

    private final String characters;

    Ending(String characters) {
      this.characters = characters;
    }
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<Integer> codePoints =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 0x7f),
            Arbitraries.integers().between(0x80, 0xd7ff),
            Arbitraries.integers().between(0xe000, 0x10ffff));
    return codePoints
        .list()
        .ofMaxSize(50)
        .map(
            points ->
                points.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString())
        .list()
        .ofMaxSize(10);
  }

  /** An object with the text in it, and white space and other fields around. */
  private static String line(String text, Random random) {
    String before = random.nextBoolean() ? "" : "\"n\": [1, null, {\"text\": \"}\"}] ,\t";
    String after = random.nextBoolean() ? "" : ", \"z\": \"\\\"\"  ";
    return "{" + before + "\"text\" : \"" + escaped(text, random) + "\"" + after + "}";
  }

  private static String escaped(String text, Random random) {
    var json = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              int shortEscape = "\"\\/\b\f\n\r\t".indexOf(point);
              boolean mustEscape = point < ' ' || point == '"' || point == '\\';
              if (!mustEscape && random.nextInt(4) > 0) {
                json.appendCodePoint(point);
              } else if (shortEscape >= 0 && random.nextBoolean()) {
                json.append('\\').append("\"\\/bfnrt".charAt(shortEscape));
              } else {
                for (char c : Character.toChars(point)) {
                  json.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
                }
              }
            });
    return json.toString();
  }
}
