/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.perplexityprune.score.PerplexityScore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class JsonScoreFieldsTests {
  private static final ScoreFields NONE = new ScoreFields(Optional.empty(), "reference");

  @Property(tries = 500)
  void numbersAreExactWhenReadBack(
      @ForAll double sum,
      @ForAll @LongRange(min = 1) long tokenCount,
      @ForAll @LongRange(min = 1) long byteCount)
      throws IOException {
    PerplexityScore score =
        new PerplexityScore(Double.isFinite(sum) ? sum : 0.1, tokenCount, byteCount);

    List<Object> read = added("{\"text\":\"a\"}", new ScoreFields(Optional.of(score), "kept"));

    assertThat(read)
        .containsExactly(
            "pp_negative_log_likelihood",
            score.negativeLogLikelihood(),
            "pp_token_count",
            (double) tokenCount,
            "pp_byte_count",
            (double) byteCount,
            "pp_perplexity",
            Double.isFinite(score.perplexity()) ? score.perplexity() : "null",
            "pp_verdict",
            "kept");
  }

  @Example
  void aDocumentWithoutAScoreHasNulls() throws IOException {
    assertThat(line("{\"text\":\"a\"}", NONE))
        .isEqualTo(
            "{\"text\":\"a\",\"pp_negative_log_likelihood\":null,\"pp_token_count\":null,"
                + "\"pp_byte_count\":null,\"pp_perplexity\":null,\"pp_verdict\":\"reference\"}");
  }

  @Example
  void aPerplexityThatNoNumberHoldsIsNull() throws IOException {
    ScoreFields fields = new ScoreFields(Optional.of(new PerplexityScore(1e6, 1, 1)), "kept");

    assertThat(line("{\"text\":\"a\"}", fields))
        .contains("\"pp_negative_log_likelihood\":1000000.0,")
        .contains("\"pp_perplexity\":null,");
  }

  @Example
  void whatIsThereStaysAsItIs() throws IOException {
    String start = " { \"a\" : {\"b\": \"}\", \"pp_verdict\": 1} , \"text\":\"pp_verdict }\"\t";

    assertThat(line(start + " } \t\r", NONE)).startsWith(start + " ,\"pp_neg").endsWith("\"} \t\r");
  }

  @Example
  void aFieldThatIsThereAlreadyIsRefusedHoweverItIsSpelt() {
    for (String name : List.of("pp_negative_log_likelihood", "pp_verdict", "pp\\u005fperplexity")) {
      assertThatThrownBy(() -> line("{\"text\":\"a\",\"" + name + "\":1}", NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "scores are added as field '"
                  + name.replace("\\u005f", "_")
                  + "', but document 'lines.jsonl:1' (lines.jsonl:1) has one of that name; remove"
                  + " it from the input or write without scores");
    }
  }

  private static String line(String line, ScoreFields fields) throws IOException {
    CorpusRecord document = Reading.ofLines(line).documents().get(0);
    return new String(JsonScoreFields.addTo(document, fields), UTF_8);
  }

  /** Names and values after the text; numbers as doubles. */
  private static List<Object> added(String line, ScoreFields fields) throws IOException {
    List<Object> read = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(line(line, fields))) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isNumeric()) {
          read.add(json.getDoubleValue());
        } else if (!token.isStructStart() && !token.isStructEnd()) {
          read.add(json.getText());
        }
      }
    }
    return read.subList(2, read.size());
  }
}
