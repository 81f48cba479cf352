/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.google.common.io.CountingOutputStream;
import com.google.common.primitives.Bytes;
import io.github.perplexityprune.score.PerplexityScore;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * Writes JSON lines: each line as it was read, and {@code \n} after it, so that the only bytes that
 * can differ from the input are the end of a last line that had none, and a byte order mark.
 *
 * <p>Scores are added behind the last field of the object. The bytes written depend on the records
 * alone.
 */
final class JsonLinesWriter implements RecordWriter {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] FIRST_ADDED_NAME =
      ('"' + ScoreFields.NEGATIVE_LOG_LIKELIHOOD + '"').getBytes(StandardCharsets.UTF_8);

  private final FileOutputStream file;
  private final CountingOutputStream counting;
  private final OutputStream out;
  private final JsonFactory json = new JsonFactory();

  JsonLinesWriter(Path target, Compression compression) throws IOException {
    file = new FileOutputStream(target.toFile());
    try {
      counting = new CountingOutputStream(new Unclosed(file));
      out = new BufferedOutputStream(compressing(compression), BUFFER_BYTES);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private OutputStream compressing(Compression compression) throws IOException {
    return switch (compression) {
      case NONE -> counting;
      case GZIP -> new GZIPOutputStream(counting, BUFFER_BYTES);
      case ZSTD -> new ZstdOutputStreamNoFinalizer(counting);
    };
  }

  @Override
  public void write(CorpusRecord document) throws IOException {
    out.write(line(document));
    out.write('\n');
  }

  @Override
  public void write(CorpusRecord document, ScoreFields score) throws IOException {
    byte[] line = line(document);
    if (Bytes.indexOf(line, FIRST_ADDED_NAME) >= 0) {
      throw new IOException(
          document
              + " must have no field "
              + ScoreFields.NEGATIVE_LOG_LIKELIHOOD
              + " for scores to be added to it, but has one; write without scores");
    }
    int end = line.length - 1;
    while (line[end] != '}') { // white space may follow
      end--;
    }
    out.write(line, 0, end);
    out.write(',');
    out.write(fields(score));
    out.write(line, end, line.length - end);
    out.write('\n');
  }

  private static byte[] line(CorpusRecord document) {
    return ((JsonLine) document.raw()).bytes();
  }

  /** The added fields as JSON, without the braces. */
  private byte[] fields(ScoreFields added) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator object = json.createGenerator(bytes)) {
      object.writeStartObject();
      if (added.score().isPresent()) {
        PerplexityScore score = added.score().get();
        object.writeNumberField(ScoreFields.NEGATIVE_LOG_LIKELIHOOD, score.negativeLogLikelihood());
        object.writeNumberField(ScoreFields.TOKEN_COUNT, score.tokenCount());
        object.writeNumberField(ScoreFields.BYTE_COUNT, score.byteCount());
        writeFinite(object, ScoreFields.PERPLEXITY, score.perplexity());
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
  private static void writeFinite(JsonGenerator object, String name, double number)
      throws IOException {
    if (Double.isFinite(number)) {
      object.writeNumberField(name, number);
    } else {
      object.writeNullField(name);
    }
  }

  @Override
  public long byteCount() {
    return counting.getCount();
  }

  @Override
  public void close() throws IOException {
    try (file) {
      out.close();
      file.getFD().sync();
    }
  }

  /** Stays open when the streams around it are closed, since it is to be forced to its device. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
