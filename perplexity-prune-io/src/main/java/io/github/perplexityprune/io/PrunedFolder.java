/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.JudgedDocument;
import io.github.perplexityprune.PruneResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
 * <p>Everything is written below {@code .writing}, which is private, and moved when it is whole and
 * on its device: a process that is killed leaves no half file under a final name, and doing the
 * same again gives the same bytes. Other files in the folder, such as a score store, are left
 * alone. {@code .lock} stays; it tells processes that write to the folder of each other. Memory
 * does not grow with the number of documents. Not thread-safe.
 *
 * @since 0.1
 */
public final class PrunedFolder implements AutoCloseable {
  private final Publication publication;
  private final RejectsFile rejects;
  private final Map<String, String> settings = new TreeMap<>();
  private InputLimits limits = InputLimits.defaults();
  private boolean dropped;
  private RecordForm form = RecordForm.UNCHANGED;
  private long shardBytes = Long.MAX_VALUE;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    WRITING,
    WRITTEN,
    CLOSED
  }

  private PrunedFolder(Publication publication) {
    this.publication = publication;
    this.rejects = new RejectsFile(publication.begun(Publication.REJECTS));
  }

  /**
   * A folder to write to. It is made if it is not there. The caller closes it.
   *
   * @throws IllegalArgumentException if the folder has documents or a manifest that were not
   *     written here, or is not in the default file system
   * @throws UncheckedIOException if it cannot be written to, or another process is writing to it
   */
  public static PrunedFolder in(Path folder) {
    try {
      return new PrunedFolder(Publication.in(requireNonNull(folder, "folder")));
    } catch (WriteLock.HeldException e) {
      throw new UncheckedIOException(
          "the folder "
              + folder
              + " must be written to by one at a time, but is in use by "
              + e.getMessage()
              + "; wait for it to end, or choose another folder",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be written to: " + e, e);
    }
  }

  /** Writes what a reader could not read into {@code rejects.jsonl}; see the corpus's builder. */
  public void reject(RejectedRecord rejected) {
    requireNonNull(rejected, "rejected");
    if (state == State.WRITTEN || state == State.CLOSED) {
      throw new IllegalStateException(
          "rejects must come before the result is written, but it was; open the folder again");
    }
    rejects.add(rejected);
  }

  /** Number of rejects so far. */
  public long rejectCount() {
    return rejects.count();
  }

  /** Writes the dropped documents too. */
  public PrunedFolder withDropped() {
    dropped = true;
    return withSetting("write-dropped", "true");
  }

  /**
   * Adds to each written record its summed negative log-likelihood in nats, its numbers of tokens
   * and bytes, its perplexity and the verdict, as {@code pp_negative_log_likelihood}, {@code
   * pp_token_count}, {@code pp_byte_count}, {@code pp_perplexity} and {@code pp_verdict}. All but
   * the verdict are null without a score; in JSON, so is a perplexity that is infinite. Text files
   * have no place for them and are refused.
   */
  public PrunedFolder withScores() {
    form = RecordForm.WITH_SCORES;
    return withSetting("write-scores", "true");
  }

  /**
   * Begins another file, {@code name-00002} and so on, when one has reached about a size. Text
   * files, each of which is one document, stay as they are.
   *
   * @param bytes at least 1; as stored
   */
  public PrunedFolder withShards(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("shard size must be at least 1 byte, but was " + bytes);
    }
    shardBytes = bytes;
    return withSetting("shard-size", Long.toString(bytes));
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
   * Writes a result, in place of an earlier one. May be called once.
   *
   * @param inputs what the documents come from, for the manifest
   * @return the files written
   * @throws IllegalArgumentException if scores are asked for that a document has no place for, or a
   *     document comes from what is to be replaced
   * @throws UncheckedIOException if the disk fails or is full; until the new result is whole, an
   *     earlier one is untouched
   * @throws CancellationException if the thread is interrupted; its interrupt flag stays set
   */
  public List<WrittenFile> write(List<InputFingerprint> inputs, PruneResult<CorpusRecord> result) {
    requireNonNull(inputs, "inputs");
    requireNonNull(result, "result");
    if (state != State.OPEN) {
      throw new IllegalStateException("a folder is written once; open it again for another result");
    }
    state = State.WRITING;
    try {
      List<WrittenFile> written = writeDocuments(result);
      rejects.close();
      new Manifest(settings, inputs, result, rejects.count(), written)
          .write(publication.begun(Publication.MANIFEST));
      publication.publish();
      state = State.WRITTEN;
      return written;
    } catch (ClosedByInterruptException e) {
      throw cancelled(e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the pruned corpus cannot be written to " + publication + ": " + e.getMessage(), e);
    }
  }

  private List<WrittenFile> writeDocuments(PruneResult<CorpusRecord> result) throws IOException {
    try (DocumentFiles kept = files(Publication.KEPT);
        DocumentFiles rest = dropped ? files(Publication.DROPPED) : null;
        Stream<JudgedDocument<CorpusRecord>> documents = result.documents()) {
      CorpusFile source = null;
      for (Iterator<JudgedDocument<CorpusRecord>> all = documents.iterator(); all.hasNext(); ) {
        if (Thread.currentThread().isInterrupted()) {
          throw cancelled(null);
        }
        JudgedDocument<CorpusRecord> document = all.next();
        if (!document.item().file().equals(source)) {
          source = document.item().file();
          publication.requireOutside(source);
        }
        DocumentFiles files = document.isKept() ? kept : rest;
        if (files != null) {
          files.write(document);
        }
      }
      List<WrittenFile> written = new ArrayList<>(kept.finish());
      if (rest != null) {
        written.addAll(rest.finish());
      }
      return written;
    }
  }

  private DocumentFiles files(String side) throws IOException {
    return new DocumentFiles(publication.begun(side), form, limits, shardBytes);
  }

  private static CancellationException cancelled(@Nullable Throwable cause) {
    CancellationException cancelled =
        new CancellationException("writing was cancelled by interrupting its thread");
    cancelled.initCause(cause);
    return cancelled;
  }

  /**
   * Removes what was not finished. Where there is no earlier result, rejects without a result are
   * left in {@code rejects.jsonl}, to be looked at.
   *
   * @throws UncheckedIOException if the disk fails
   */
  @Override
  public void close() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    try (publication) {
      rejects.close();
    } catch (IOException e) {
      throw new UncheckedIOException(publication + " cannot be cleared: " + e, e);
    }
  }
}
