/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Tokenising of texts by {@code cl100k_base}. The counter {@code bytes} is millions of bytes of
 * UTF-8 a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenizingBenchmark {
  private static final int TEXTS = 64;

  /** The text, a file. */
  @Param("README.md")
  public String file = "";

  private List<String> texts = List.of();
  private long byteCount;
  private Encoding library =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
  private Tokenizer tokenizer = Tokenizer.cl100k(100_257);

  /** What was tokenised. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Tokenized {
    /** Of UTF-8. */
    public long bytes;
  }

  /** Reads the text. */
  @Setup
  public void read() throws IOException {
    String text = Files.readString(Path.of(file));
    texts = Collections.nCopies(TEXTS, text);
    byteCount = (long) TEXTS * text.getBytes(UTF_8).length;
  }

  /** The library alone, on one thread. */
  @Benchmark
  public long library(Tokenized tokenized) {
    long tokens = 0;
    for (String text : texts) {
      tokens += library.encodeOrdinary(text).size();
    }
    tokenized.bytes += byteCount;
    return tokens;
  }

  /** As the engine does, ahead of need on other threads. */
  @Benchmark
  public long engine(Tokenized tokenized) {
    long tokens = 0;
    try (var ahead = new TokenizedDocuments<>(texts.iterator(), Function.identity(), tokenizer)) {
      while (ahead.hasNext()) {
        tokens += ahead.next().tokens().ids.length;
      }
    }
    tokenized.bytes += byteCount;
    return tokens;
  }
}
