/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link ScoreStore} of primitive columns, in chunks so that it grows without copying. */
final class InMemoryScoreStore implements ScoreStore {
  /** Just under 2^20, so that a full chunk's arrays and their headers fill whole heap regions. */
  private static final int CHUNK = (1 << 20) - 16;

  private static final int FIRST_CAPACITY = 256;

  private static final DocumentState[] STATES = DocumentState.values();

  private final List<Chunk> chunks = new ArrayList<>();
  private final Map<String, Integer> domainIndex = new LinkedHashMap<>();
  private final List<String> domains = new ArrayList<>();
  private final Map<Long, String> failures = new HashMap<>();
  private final List<String> references = new ArrayList<>();
  private long documentCount;

  /** Columns that most sources leave at their default are allocated at the first other value. */
  private static final class Chunk {
    double[] negativeLogLikelihood = new double[FIRST_CAPACITY];
    int[] tokenCount = new int[FIRST_CAPACITY];
    int[] byteCount = new int[FIRST_CAPACITY];
    byte[] state = new byte[FIRST_CAPACITY];
    byte @Nullable [] fold;
    int @Nullable [] domain;
    String @Nullable [] id;

    void ensureCapacity(int rows) {
      if (rows <= state.length) {
        return;
      }
      int capacity = Math.min(CHUNK, 2 * state.length);
      negativeLogLikelihood = Arrays.copyOf(negativeLogLikelihood, capacity);
      tokenCount = Arrays.copyOf(tokenCount, capacity);
      byteCount = Arrays.copyOf(byteCount, capacity);
      state = Arrays.copyOf(state, capacity);
      fold = fold == null ? null : Arrays.copyOf(fold, capacity);
      domain = domain == null ? null : Arrays.copyOf(domain, capacity);
      id = id == null ? null : Arrays.copyOf(id, capacity);
    }

    void putFold(int index, int value) {
      byte[] column = fold == null ? new byte[state.length] : fold;
      column[index] = (byte) value;
      fold = column;
    }

    void putDomain(int index, int value) {
      int[] column = domain == null ? new int[state.length] : domain;
      column[index] = value;
      domain = column;
    }

    void putId(int index, String value) {
      String[] column = id == null ? new String[state.length] : id;
      column[index] = value;
      id = column;
    }
  }

  @Override
  public long register(String id, String domain, DocumentState state, int fold, long byteCount) {
    Objects.checkIndex(fold, 256);
    long ordinal = documentCount;
    int index = (int) (ordinal % CHUNK);
    if (index == 0) {
      chunks.add(new Chunk());
    }
    Chunk chunk = chunks.get(chunks.size() - 1);
    chunk.ensureCapacity(index + 1);
    chunk.state[index] = code(state);
    chunk.byteCount[index] = Math.toIntExact(byteCount);
    int domainNumber = domainNumber(domain);
    if (domainNumber != 0) {
      chunk.putDomain(index, domainNumber);
    }
    if (fold != 0) {
      chunk.putFold(index, fold);
    }
    if (!id.equals(Long.toString(ordinal))) {
      chunk.putId(index, id);
    }
    documentCount++;
    return ordinal;
  }

  /** Codes live in memory only, so that the order of the constants may change. */
  @SuppressWarnings("EnumOrdinal")
  private static byte code(DocumentState state) {
    return (byte) state.ordinal();
  }

  private int domainNumber(String domain) {
    Integer known = domainIndex.get(domain);
    if (known != null) {
      return known;
    }
    int next = domains.size();
    domains.add(domain);
    domainIndex.put(domain, next);
    return next;
  }

  @Override
  public void putScore(long ordinal, PerplexityScore score, DocumentState state) {
    if (!state.isRanked()) {
      throw new IllegalArgumentException(
          "state of a scored document must be a ranked one, but was " + state);
    }
    Chunk chunk = chunk(ordinal);
    int index = (int) (ordinal % CHUNK);
    chunk.negativeLogLikelihood[index] = score.negativeLogLikelihood();
    chunk.tokenCount[index] = Math.toIntExact(score.tokenCount());
    chunk.state[index] = code(state);
  }

  @Override
  public void putFailure(long ordinal, String reason) {
    chunk(ordinal).state[(int) (ordinal % CHUNK)] = code(DocumentState.FAILED);
    failures.put(ordinal, reason);
  }

  @Override
  public void checkpoint() {}

  @Override
  public void recordReference(int fold, String fingerprint) {
    while (references.size() <= fold) {
      references.add("");
    }
    String known = references.get(fold);
    if (!known.isEmpty() && !known.equals(fingerprint)) {
      throw new IllegalStateException(
          "scores of different reference models must not be mixed: the store has scores of "
              + known
              + ", but the model in use is "
              + fingerprint
              + "; score into a new store");
    }
    references.set(fold, fingerprint);
  }

  @Override
  public List<String> references() {
    return List.copyOf(references);
  }

  @Override
  public List<String> domains() {
    return Collections.unmodifiableList(domains);
  }

  @Override
  public long documentCount() {
    return documentCount;
  }

  @Override
  public void forEach(Consumer<? super ScoreRow> visitor) {
    for (int c = 0; c < chunks.size(); c++) {
      Row row = new Row(chunks.get(c), (long) c * CHUNK);
      int rows = (int) Math.min(CHUNK, documentCount - row.first);
      for (row.index = 0; row.index < rows; row.index++) {
        visitor.accept(row);
      }
    }
  }

  @Override
  public ScoreRow row(long ordinal) {
    int index = (int) (ordinal % CHUNK);
    Row row = new Row(chunk(ordinal), ordinal - index);
    row.index = index;
    return row;
  }

  @Override
  public OptionalLong find(String id) {
    OptionalLong unnamed = findDefaultId(id);
    for (int c = 0; c < chunks.size(); c++) {
      String[] ids = chunks.get(c).id;
      int index = ids == null ? -1 : Arrays.asList(ids).indexOf(id);
      if (index >= 0) {
        long named = (long) c * CHUNK + index;
        return OptionalLong.of(Math.min(named, unnamed.orElse(named)));
      }
    }
    return unnamed;
  }

  /** A document registered under its own ordinal has no entry in the id column. */
  private OptionalLong findDefaultId(String id) {
    long ordinal;
    try {
      ordinal = Long.parseLong(id);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
    return ordinal >= 0 && ordinal < documentCount && row(ordinal).id().equals(id)
        ? OptionalLong.of(ordinal)
        : OptionalLong.empty();
  }

  @Override
  public void close() {}

  private Chunk chunk(long ordinal) {
    Objects.checkIndex(ordinal, documentCount);
    return chunks.get((int) (ordinal / CHUNK));
  }

  private final class Row implements ScoreRow {
    private final Chunk chunk;
    private final long first;
    private int index;

    Row(Chunk chunk, long first) {
      this.chunk = chunk;
      this.first = first;
    }

    @Override
    public long ordinal() {
      return first + index;
    }

    @Override
    public String id() {
      String[] ids = chunk.id;
      String id = ids == null ? null : ids[index];
      return id == null ? Long.toString(ordinal()) : id;
    }

    @Override
    public int domain() {
      int[] numbers = chunk.domain;
      return numbers == null ? 0 : numbers[index];
    }

    @Override
    public DocumentState state() {
      return STATES[chunk.state[index]];
    }

    @Override
    public int fold() {
      byte[] folds = chunk.fold;
      return folds == null ? 0 : Byte.toUnsignedInt(folds[index]);
    }

    @Override
    public double negativeLogLikelihood() {
      return chunk.negativeLogLikelihood[index];
    }

    @Override
    public long tokenCount() {
      return chunk.tokenCount[index];
    }

    @Override
    public long byteCount() {
      return chunk.byteCount[index];
    }

    @Override
    public Optional<String> failureReason() {
      return Optional.ofNullable(failures.get(ordinal()));
    }
  }
}
