/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.perplexityprune.score.PerplexityScore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/** The fields that a document's score is written to, after those of its line. */
final class JsonScoreFields {
  private static final Set<String> NAMES =
      Set.of(
          ScoreFields.NEGATIVE_LOG_LIKELIHOOD,
          ScoreFields.TOKEN_COUNT,
          ScoreFields.BYTE_COUNT,
          ScoreFields.PERPLEXITY,
          ScoreFields.VERDICT);

  /** Lines were read within the caller's limits. How the JDK writes a double depends on its age. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonScoreFields() {}

  /**
   * A line with its score: what it was read from with more before its last brace.
   *
   * @throws IllegalArgumentException if it has a field of a name that is to be added
   */
  static byte[] addTo(CorpusRecord document, ScoreFields added) throws IOException {
    byte[] line = ((JsonLine) document.raw()).bytes();
    int end = endOfFields(line, document);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(line.length + 256);
    bytes.write(line, 0, end);
    bytes.write(',');
    bytes.write(fields(added));
    bytes.write(line, end, line.length - end);
    return bytes.toByteArray();
  }

  /** Where the last brace is. */
  private static int endOfFields(byte[] line, CorpusRecord document) throws IOException {
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (NAMES.contains(parser.currentName())) {
          throw new IllegalArgumentException(
              "scores are added as field '"
                  + parser.currentName()
                  + "', but "
                  + document
                  + " has one of that name; remove it from the input or write without scores");
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return (int) parser.currentTokenLocation().getByteOffset();
    }
  }

  /** The added fields as JSON, without the braces. */
  private static byte[] fields(ScoreFields added) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator object = JSON.createGenerator(bytes)) {
      object.writeStartObject();
      if (added.score().isPresent()) {
        PerplexityScore score = added.score().get();
        object.writeNumberField(ScoreFields.NEGATIVE_LOG_LIKELIHOOD, score.negativeLogLikelihood());
        object.writeNumberField(ScoreFields.TOKEN_COUNT, score.tokenCount());
        object.writeNumberField(ScoreFields.BYTE_COUNT, score.byteCount());
        writePerplexity(object, score.perplexity());
      } else {
        object.writeNullField(ScoreFields.NEGATIVE_LOG_LIKELIHOOD);
        object.writeNullField(ScoreFields.TOKEN_COUNT);
        object.writeNullField(ScoreFields.BYTE_COUNT);
        object.writeNullField(ScoreFields.PERPLEXITY);
      }
      object.writeStringField(ScoreFields.VERDICT, added.verdict());
      object.writeEndObject();
    }
    byte[] object = bytes.toByteArray();
    return Arrays.copyOfRange(object, 1, object.length - 1);
  }

  /** JSON has no infinity, which a perplexity of more than 709 nats a token is. */
  private static void writePerplexity(JsonGenerator object, double perplexity) throws IOException {
    if (Double.isFinite(perplexity)) {
      object.writeNumberField(ScoreFields.PERPLEXITY, perplexity);
    } else {
      object.writeNullField(ScoreFields.PERPLEXITY);
    }
  }
}
