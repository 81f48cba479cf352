/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Strings;
import io.github.perplexityprune.Document;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesReaderTests {
  private static final InputLimits SMALL =
      new InputLimits(
          /* maximumRecordBytes= */ 1_000,
          /* maximumExpansion= */ 1_000,
          /* maximumDepth= */ 10,
          /* maximumWindowLog= */ 20);

  @Test
  void readsTextIdAndDomainOfEachLine() {
    Reading reading =
        Reading.ofLines(
            """
            {"id": "a", "text": "One", "domain": "books"}
            {"domain": "web", "other": [1, {"text": "no"}], "text": "Two", "id": "b"}
            """);

    assertThat(reading.texts()).containsExactly("One", "Two");
    assertThat(reading.ids()).containsExactly("a", "b");
    assertThat(reading.domains()).containsExactly("books", "web");
    assertThat(reading.positions()).containsExactly(1L, 2L);
    assertThat(reading.rejects()).isEmpty();
  }

  @Test
  void keepsTheLineByteForByteWithoutItsLineFeed() {
    Reading reading = Reading.ofLines("  {\"text\" :\t\"a\\u0041\\/\", \"x\":1.50e0 } \r\n");

    assertThat(reading.texts()).containsExactly("aA/");
    assertThat(reading.rawLines())
        .containsExactly("  {\"text\" :\t\"a\\u0041\\/\", \"x\":1.50e0 } \r");
  }

  @Test
  void readsALastLineWithoutALineFeed() {
    Reading reading = Reading.ofLines("{\"text\": \"a\"}\n{\"text\": \"b\"}");

    assertThat(reading.texts()).containsExactly("a", "b");
  }

  @Test
  void passesOverBlankLinesButCountsThem() {
    Reading reading = Reading.ofLines("\n{\"text\": \"a\"}\r\n\r\n \t\n{\"text\": \"b\"}\n\n");

    assertThat(reading.positions()).containsExactly(2L, 5L);
    assertThat(reading.rejects()).isEmpty();
  }

  @Test
  void leavesAByteOrderMarkOutOfTheRecord() {
    Reading reading = Reading.ofLines("\uFEFF{\"text\": \"a\"}\n\uFEFF{\"text\": \"b\"}\n");

    assertThat(reading.texts()).containsExactly("a", "b");
    assertThat(reading.rawLines()).containsExactly("{\"text\": \"a\"}", "{\"text\": \"b\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\uFEFF", "\r\n"})
  void findsNothingInAnEmptyFile(String content) {
    Reading reading = Reading.ofLines(content);

    assertThat(reading.documents()).isEmpty();
    assertThat(reading.rejects()).isEmpty();
  }

  @Test
  void findsFieldsInsideObjects() {
    var fields =
        new RecordFields(
            List.of("content", "body"), List.of("content", "meta", "id"), List.of("source"));
    String line =
        """
        {"body": "no", "content": {"meta": {"id": 7, "body": "no"}, "body": "yes"}, "source": "s"}
        """;

    Reading reading = Reading.of("a.jsonl", line.getBytes(UTF_8), fields);

    assertThat(reading.texts()).containsExactly("yes");
    assertThat(reading.ids()).containsExactly("7");
    assertThat(reading.domains()).containsExactly("s");
  }

  @Test
  void takesNumbersAndBooleansForIdsAndDomainsAsTheyAreWritten() {
    Reading reading =
        Reading.ofLines("{\"text\": \"\", \"id\": 12345678901234567890.50, \"domain\": true}");

    assertThat(reading.ids()).containsExactly("12345678901234567890.50");
    assertThat(reading.domains()).containsExactly("true");
  }

  @Test
  void namesADocumentWithoutIdByItsPlace() {
    Reading reading = Reading.ofLines("{\"text\": \"a\"}\n{\"text\": \"b\", \"id\": null}");

    assertThat(reading.ids()).containsExactly("lines.jsonl:1", "lines.jsonl:2");
  }

  @Test
  void readsAnEmptyText() {
    Reading reading = Reading.ofLines("{\"text\": \"\"}");

    assertThat(reading.texts()).containsExactly("");
    assertThat(reading.rejects()).isEmpty();
  }

  @Test
  void keepsSeveralDocumentsOfOneId() {
    Reading reading = Reading.ofLines("{\"text\":\"a\",\"id\":1}\n{\"text\":\"b\",\"id\":1}");

    assertThat(reading.ids()).containsExactly("1", "1");
  }

  @Test
  void readsAnUnpairedSurrogateThatDocumentsReplace() {
    Reading reading = Reading.ofLines("{\"text\": \"a\\ud800b\"}");

    assertThat(reading.texts()).containsExactly("a\ud800b");
    assertThat(Document.of("1", reading.texts().get(0)).text()).isEqualTo("a\uFFFDb");
    assertThat(reading.rawLines()).containsExactly("{\"text\": \"a\\ud800b\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"text\": \"a\"              | not valid JSON: the line ends in the middle of it",
        "{\"text\": \"a\"} x           | not valid JSON at byte 15: Unrecognized token 'x'",
        "{\"text\": \"a\"} {}          | something follows the line's JSON object",
        "{\"text\": \"a\", \"b\": nope} | not valid JSON at byte 20: Unrecognized token 'nope'",
        "{\"text\": \"a\\x\"}          | not valid JSON at byte 13: Unrecognized character escape",
        "{'text': 'a'}                 | not valid JSON at byte 2: Unexpected character (''' (code 39))",
        "[{\"text\": \"a\"}]           | a line must be a JSON object, but is an array",
        "\"text\"                      | a line must be a JSON object, but is a string",
        "17                            | a line must be a JSON object, but is a number",
        "null                          | a line must be a JSON object, but is null",
        "{}                            | there is no field 'text'",
        "{\"Text\": \"a\"}             | there is no field 'text'",
        "{\"text\": null}              | the field 'text' must be a string, but is null",
        "{\"text\": 1}                 | the field 'text' must be a string, but is a number",
        "{\"text\": [\"a\"]}           | the field 'text' must be a string, but is an array",
        "{\"text\": {\"a\": 1}}        | the field 'text' must be a string, but is an object",
        "{\"text\": true}              | the field 'text' must be a string, but is a boolean",
        "{\"text\": \"a\", \"text\": \"b\"} | the field 'text' comes twice",
        "{\"text\": \"a\", \"id\": []} | the field 'id' must be a string, a number or a boolean,",
        "{\"text\": \"a\", \"domain\": {}} | the field 'domain' must be a string, a number or",
      })
  void rejectsALineThatIsNotADocumentAndGoesOn(String line, String reason) {
    Reading reading = Reading.ofLines("{\"text\":\"1\"}\n" + line + "\n{\"text\":\"3\"}");

    assertThat(reading.texts()).containsExactly("1", "3");
    assertThat(reading.positions()).containsExactly(1L, 3L);
    assertThat(reading.rejects())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.file()).isEqualTo("lines.jsonl");
              assertThat(rejected.position()).isEqualTo(2);
              assertThat(rejected.reason()).startsWith(reason);
            });
  }

  @Test
  void readsOneOfTwoEqualNamesThatItDoesNotUse() {
    Reading reading = Reading.ofLines("{\"a\": 1, \"text\": \"x\", \"a\": {\"text\": 2}}");

    assertThat(reading.texts()).containsExactly("x");
  }

  @Test
  void rejectsAnObjectOnThePathThatComesTwice() {
    var fields = new RecordFields(List.of("a", "text"), List.of(), List.of());
    String line = "{\"a\": {\"text\": \"x\"}, \"a\": {}}";

    Reading reading = Reading.of("a.jsonl", line.getBytes(UTF_8), fields);

    assertThat(reading.reasons()).containsExactly("the field 'a' comes twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00e9", // Latin-1 on its own
        "\u00c0\u00af", // overlong
        "\u00ed\u00a0\u0080", // a surrogate
        "\u00f5\u0080\u0080\u0080", // beyond Unicode
        "\u00e2\u0082", // cut off
        "\u0080" // a continuation alone
      })
  void rejectsInvalidUtf8InsteadOfReplacingIt(String bytes) {
    byte[] lines =
        ("{\"text\": \"a" + bytes + "\"}\n{\"text\": \"b\", \"other\": \"" + bytes + "\"}\n")
            .getBytes(ISO_8859_1);

    Reading reading = Reading.of("a.jsonl", lines);

    assertThat(reading.documents()).isEmpty();
    assertThat(reading.reasons()).containsExactly("not valid UTF-8", "not valid UTF-8");
  }

  @Test
  void takesNoOtherEncodingThanUtf8() {
    byte[] lines = "{\"text\": \"a\"}".getBytes(UTF_16LE);

    Reading reading = Reading.of("a.jsonl", lines);

    assertThat(reading.reasons()).containsExactly("not valid JSON: there is a zero byte");
  }

  @Test
  void rejectsWhatIsNestedTooDeepEvenInFieldsThatItDoesNotUse() {
    String allowed = "{\"text\":\"a\",\"x\":" + "[".repeat(9) + "]".repeat(9) + "}";
    String tooDeep = "{\"text\":\"b\",\"x\":" + "[".repeat(10) + "]".repeat(10) + "}";

    Reading reading = Reading.of("a.jsonl", (allowed + "\n" + tooDeep).getBytes(UTF_8), SMALL);

    assertThat(reading.texts()).containsExactly("a");
    assertThat(reading.reasons())
        .singleElement()
        .asString()
        .startsWith("beyond a limit: Document nesting depth (11)");
  }

  @Test
  void rejectsANumberThatIsTooLong() {
    String line = "{\"text\":\"a\",\"id\":" + "1".repeat(5_000) + "}";

    Reading reading = Reading.ofLines(line);

    assertThat(reading.reasons())
        .singleElement()
        .asString()
        .startsWith("beyond a limit: Number value length (5000)");
  }

  @Test
  void rejectsALineOfOneByteMoreThanTheLimit() {
    String longest = line(1_000);
    String tooLong = line(1_001);

    Reading reading =
        Reading.of("a.jsonl", (longest + "\n" + tooLong + "\n" + line(50)).getBytes(UTF_8), SMALL);

    assertThat(reading.positions()).containsExactly(1L, 3L);
    assertThat(reading.rejectedPositions()).containsExactly(2L);
    assertThat(reading.reasons())
        .containsExactly("longer than 1000 bytes (InputLimits.maximumRecordBytes)");
  }

  @Test
  void rejectsATooLongLastLineOnce() {
    Reading reading = Reading.of("a.jsonl", line(5_000).getBytes(UTF_8), SMALL);

    assertThat(reading.documents()).isEmpty();
    assertThat(reading.rejectedPositions()).containsExactly(1L);
  }

  @Test
  void readsLinesLongerThanItsBufferWasAtFirst() {
    String lines = line(300_000) + "\n" + line(3) + "\n" + line(2_000_000) + "\n" + line(400_000);

    Reading reading = Reading.ofLines(lines);

    assertThat(String.join("\n", reading.rawLines())).isEqualTo(lines);
  }

  @Test
  void passesOverALineOfMoreThanTwoGibibytesInTheMemoryOfOneOfTheLimit() throws IOException {
    long lineBytes = (2L << 30) + 5;
    var endless = new LongLine(lineBytes, "\n{\"text\":\"after\"}\n");

    try (var lines = new LineSplitter(endless, /* maximumLineBytes= */ 1 << 20)) {
      assertThat(lines.next()).isTrue();
      assertThat(lines.isTooLong()).isTrue();
      assertThat(lines.next()).isTrue();
      assertThat(lines.isTooLong()).isFalse();
      assertThat(lines.number()).isEqualTo(2);
      assertThat(new String(lines.buffer(), lines.start(), lines.end() - lines.start(), UTF_8))
          .isEqualTo("{\"text\":\"after\"}");
      assertThat(lines.next()).isFalse();
      assertThat(lines.buffer()).hasSizeLessThanOrEqualTo((1 << 20) + 1);
    }
  }

  @Test
  void readsTheSameFromAStreamThatGivesAByteOrNothingAtATime() {
    String lines = line(40) + "\r\n\n" + line(2_000) + "\n" + line(60);

    Reading reading =
        Reading.of("a.jsonl", new Dripping(lines.getBytes(UTF_8)), Reading.FIELDS, SMALL);

    assertThat(reading.positions()).containsExactly(1L, 4L);
    assertThat(reading.rejectedPositions()).containsExactly(3L);
  }

  /** A JSON line of this many bytes, or the shortest there is. */
  private static String line(int bytes) {
    String empty = "{\"text\":\"\"}";
    return "{\"text\":\"" + Strings.repeat("x", Math.max(0, bytes - empty.length())) + "\"}";
  }

  /** Many equal bytes, and then a text. */
  private static final class LongLine extends BlockInputStream {
    private final byte[] after;
    private long left;
    private int given;

    LongLine(long bytes, String after) {
      this.left = bytes;
      this.after = after.getBytes(UTF_8);
    }

    @Override
    protected int readBlock(byte[] block, int offset, int length) {
      if (left > 0) {
        int count = (int) Math.min(left, length);
        java.util.Arrays.fill(block, offset, offset + count, (byte) 'x');
        left -= count;
        return count;
      }
      int count = Math.min(length, after.length - given);
      System.arraycopy(after, given, block, offset, count);
      given += count;
      return count == 0 ? -1 : count;
    }
  }

  /** Gives a byte or nothing at each call, as a poor file-system provider may. */
  private static final class Dripping extends InputStream {
    private final byte[] bytes;
    private int given;
    private boolean pauses;

    Dripping(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return given == bytes.length ? -1 : bytes[given++] & 0xff;
    }

    @Override
    public int read(byte[] block, int offset, int length) {
      pauses = !pauses;
      if (length == 0 || pauses) {
        return 0;
      }
      if (given == bytes.length) {
        return -1;
      }
      block[offset] = (byte) read();
      return 1;
    }
  }
}
