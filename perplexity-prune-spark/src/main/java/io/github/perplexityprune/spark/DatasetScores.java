/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.score.ScoreTally;
import io.github.perplexityprune.score.Scores;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The scores of a Dataset, packed and kept on the executors until this object is garbage. A tally
 * is counted by each partition and added up by a tree of tasks; nothing but tallies and the names
 * of the domains comes to the driver.
 */
final class DatasetScores implements Scores {
  /** Domains are meant to be few; this many names fit in any driver. */
  private static final int MAXIMUM_DOMAINS = 1_000_000;

  /** Two megabytes a task: a corpus of few strata needs no more passes than on one machine. */
  private static final int COUNTERS = 1 << 18;

  private final List<String> domains;
  private final ScoreReader reader;
  private final JavaRDD<byte[]> blocks;

  private DatasetScores(List<String> domains, ScoreReader reader, JavaRDD<byte[]> blocks) {
    this.domains = domains;
    this.reader = reader;
    this.blocks = blocks;
  }

  /**
   * Surveys the scores.
   *
   * @throws PerplexityPruneException if a fold was scored by several models, or there are more than
   *     a million domains
   */
  static DatasetScores of(Dataset<Row> scored, ScoredView view) {
    List<String> domains = survey(scored, view);
    ScoreReader reader = new ScoreReader(numbers(domains));
    JavaRDD<byte[]> blocks =
        scored
            .select(view.columns())
            .toJavaRDD()
            .mapPartitions(rows -> new Packing(rows, reader))
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new DatasetScores(domains, reader, blocks);
  }

  private static List<String> survey(Dataset<Row> scored, ScoredView view) {
    List<Row> groups =
        scored
            .select(
                view.domain().as("domain"),
                view.fold().as("fold"),
                view.reference().as("reference"))
            .distinct()
            .limit(MAXIMUM_DOMAINS + 1)
            .collectAsList();
    if (groups.size() > MAXIMUM_DOMAINS) {
      throw new PerplexityPruneException(
          "documents must be of at most "
              + MAXIMUM_DOMAINS
              + " domains, but are of more; use a coarser column for the domain, or none");
    }
    TreeSet<String> domains = new TreeSet<>();
    Map<Integer, String> references = new HashMap<>();
    for (Row group : groups) {
      domains.add(group.getString(0));
      String reference = group.getString(2);
      String other = reference == null ? null : references.put(group.getInt(1), reference);
      if (other != null && !other.equals(reference)) {
        throw new PerplexityPruneException(
            "scores of different reference models must not be mixed, but the Dataset has scores of "
                + other
                + " and of "
                + reference
                + "; select from each by itself");
      }
    }
    return List.copyOf(domains);
  }

  /** A map that Java serializes. */
  private static Map<String, Integer> numbers(List<String> domains) {
    HashMap<String, Integer> numbers = new HashMap<>();
    for (String domain : domains) {
      numbers.put(domain, numbers.size());
    }
    return numbers;
  }

  /** Reads a row of the Dataset as a selection sees it. */
  ScoreReader reader() {
    return reader;
  }

  @Override
  public List<String> domains() {
    return domains;
  }

  @Override
  public int maximumCounters() {
    return COUNTERS;
  }

  @Override
  public <T extends ScoreTally<T>> T tally(T empty) {
    if (blocks.getNumPartitions() == 0) {
      return empty;
    }
    byte[] sent = SerialForm.of(empty);
    byte[] sum =
        blocks
            .mapPartitions(part -> DatasetScores.<T>counted(part, sent))
            .treeReduce(DatasetScores::<T>sum);
    return SerialForm.read(sum);
  }

  private static <T extends ScoreTally<T>> Iterator<byte[]> counted(
      Iterator<byte[]> blocks, byte[] empty) {
    T tally = SerialForm.read(empty);
    blocks.forEachRemaining(packed -> ScoreBlock.of(packed).forEach(tally::count));
    return Collections.singleton(SerialForm.of(tally)).iterator();
  }

  private static <T extends ScoreTally<T>> byte[] sum(byte[] a, byte[] b) {
    T sum = SerialForm.read(a);
    sum.add(SerialForm.<T>read(b));
    return SerialForm.of(sum);
  }

  /** The blocks of a partition. */
  private record Packing(Iterator<Row> rows, ScoreReader reader) implements Iterator<byte[]> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public byte[] next() {
      ScoreBlock block = ScoreBlock.empty();
      while (rows.hasNext() && !block.isFull()) {
        Row row = rows.next();
        block.add(
            reader.read(
                (Double) row.get(0),
                (Long) row.get(1),
                row.getString(2),
                (Integer) row.get(3),
                row.getString(4),
                (Long) row.get(5)));
      }
      return block.packed();
    }
  }
}
