/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.util.Objects.requireNonNull;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.github.perplexityprune.JudgedDocument;
import io.github.perplexityprune.PruneResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * A pruned corpus in a folder: its documents as they were read, in files named like those they come
 * from, and what is needed to make it again.
 *
 * <pre>
 * kept/           the kept documents
 * dropped/        the dropped ones, if asked for
 * rejects.jsonl   what could not be read, if anything: file, position, reason
 * manifest.json   inputs, references, criterion, thresholds, counts, outputs; there last, so that a
 *                 folder that has it is whole
 * </pre>
 *
 * <p>Everything is written below {@code .writing} first and moved when it is whole: a process that
 * is killed leaves no half file under a final name, and doing the same again gives the same bytes.
 * Other files in the folder, such as a score store, are left alone. Not thread-safe.
 *
 * @since 0.1
 */
public final class PrunedFolder implements AutoCloseable {
  static final String KEPT = "kept";
  static final String DROPPED = "dropped";
  static final String REJECTS = "rejects.jsonl";
  static final String MANIFEST = "manifest.json";
  private static final String WRITING = ".writing";

  private final Path folder;
  private final Path writing;
  private final RejectsFile rejects;
  private final Map<String, String> settings = new TreeMap<>();
  private InputLimits limits = InputLimits.defaults();
  private boolean dropped;
  private boolean scores;
  private long shardBytes = Long.MAX_VALUE;

  private PrunedFolder(Path folder) throws IOException {
    this.folder = folder;
    this.writing = folder.resolve(WRITING);
    requireOurs();
    Files.createDirectories(folder);
    deleteWithin(folder, WRITING);
    PrivateFiles.createDirectory(writing);
    this.rejects = new RejectsFile(writing.resolve(REJECTS));
  }

  /**
   * A folder to write to. It is made if it is not there. The caller closes it.
   *
   * @throws IllegalArgumentException if the folder has documents in it that were not written here
   * @throws UncheckedIOException if it cannot be written to
   */
  public static PrunedFolder in(Path folder) {
    try {
      return new PrunedFolder(requireNonNull(folder, "folder").toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be written to", e);
    }
  }

  /** What is replaced must have been written here: then there is a manifest or a begin of one. */
  private void requireOurs() {
    boolean occupied = Stream.of(KEPT, DROPPED).map(folder::resolve).anyMatch(Files::exists);
    boolean ours = Stream.of(MANIFEST, WRITING).map(folder::resolve).anyMatch(Files::exists);
    if (occupied && !ours) {
      throw new IllegalArgumentException(
          "the output folder must be empty or hold an earlier result, but "
              + folder
              + " has documents and no "
              + MANIFEST
              + "; choose another folder");
    }
  }

  /** Writes what a reader could not read into {@code rejects.jsonl}; see the corpus's builder. */
  public void reject(RejectedRecord rejected) {
    rejects.add(rejected);
  }

  /** Number of rejects so far. */
  public long rejectCount() {
    return rejects.count();
  }

  /** Writes the dropped documents too. */
  public PrunedFolder withDropped() {
    dropped = true;
    return this;
  }

  /**
   * Adds to each written record its summed negative log-likelihood in nats, its numbers of tokens
   * and bytes, its perplexity and the verdict, as {@code pp_negative_log_likelihood}, {@code
   * pp_token_count}, {@code pp_byte_count}, {@code pp_perplexity} and {@code pp_verdict}. Text
   * files have no place for them and are refused.
   */
  public PrunedFolder withScores() {
    scores = true;
    return this;
  }

  /**
   * Begins another file, {@code name-00002} and so on, when one has reached a size.
   *
   * @param bytes at least 1
   */
  public PrunedFolder withShards(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("shard size must be at least 1 byte, but was " + bytes);
    }
    shardBytes = bytes;
    return this;
  }

  /** The limits that the documents were read with; {@link InputLimits#defaults()} when unset. */
  public PrunedFolder withLimits(InputLimits newLimits) {
    limits = requireNonNull(newLimits, "limits");
    return this;
  }

  /** Notes something in the manifest that is needed to make the result again. */
  public PrunedFolder withSetting(String name, String value) {
    settings.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
    return this;
  }

  /**
   * Writes a result, in place of an earlier one.
   *
   * @param inputs what the documents come from, for the manifest
   * @return the files written
   * @throws UncheckedIOException if the disk fails or is full; an earlier result is still there
   *     unless the new one was whole
   * @throws CancellationException if the thread is interrupted; its interrupt flag stays set
   */
  public List<WrittenFile> write(List<InputFingerprint> inputs, PruneResult<CorpusRecord> result) {
    try {
      List<WrittenFile> written = writeDocuments(result);
      rejects.close();
      new Manifest(settings, inputs, result, rejects.count(), written)
          .write(writing.resolve(MANIFEST));
      publish();
      return written;
    } catch (ClosedByInterruptException e) {
      CancellationException cancelled =
          new CancellationException("writing was cancelled by interrupting its thread");
      cancelled.initCause(e);
      throw cancelled;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the pruned corpus cannot be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  private List<WrittenFile> writeDocuments(PruneResult<CorpusRecord> result) throws IOException {
    try (DocumentFiles kept = new DocumentFiles(writing, KEPT, limits, shardBytes);
        DocumentFiles rest = new DocumentFiles(writing, DROPPED, limits, shardBytes);
        Stream<JudgedDocument<CorpusRecord>> documents = result.documents()) {
      for (Iterator<JudgedDocument<CorpusRecord>> all = documents.iterator(); all.hasNext(); ) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("writing was cancelled by interrupting its thread");
        }
        JudgedDocument<CorpusRecord> document = all.next();
        if (document.isKept() || dropped) {
          (document.isKept() ? kept : rest).write(document.item(), added(document));
        }
      }
      List<WrittenFile> written = new ArrayList<>(kept.finish());
      written.addAll(rest.finish());
      return written;
    }
  }

  private Optional<ScoreFields> added(JudgedDocument<CorpusRecord> document) {
    return scores ? Optional.of(ScoreFields.of(document)) : Optional.empty();
  }

  /** Replaces an earlier result. In between the folder has no manifest. */
  private void publish() throws IOException {
    deleteWithin(folder, MANIFEST);
    for (String part : List.of(KEPT, DROPPED, REJECTS, MANIFEST)) {
      deleteWithin(folder, part);
      Path whole = writing.resolve(part);
      if (Files.exists(whole) && (rejects.count() > 0 || !part.equals(REJECTS))) {
        Files.move(whole, folder.resolve(part), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    PrivateFiles.force(folder);
  }

  private static void deleteWithin(Path folder, String name) throws IOException {
    Path path = folder.resolve(name);
    if (Files.isDirectory(path)) {
      MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    } else {
      Files.deleteIfExists(path);
    }
  }

  /**
   * Removes what was not finished. Rejects that were noted without a result being written are left
   * in {@code rejects.jsonl}, to be looked at.
   */
  @Override
  public void close() {
    try {
      rejects.close();
      if (rejects.count() > 0 && Files.exists(writing.resolve(REJECTS))) {
        Files.move(
            writing.resolve(REJECTS), folder.resolve(REJECTS), StandardCopyOption.ATOMIC_MOVE);
      }
      deleteWithin(folder, WRITING);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + writing + " cannot be removed", e);
    }
  }
}
