/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import io.github.perplexityprune.JudgedDocument;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes documents into files that are named like those they come from, one open at a time, in the
 * order in which they come.
 */
final class DocumentFiles implements Closeable {
  private final Path folder;
  private final RecordForm form;
  private final InputLimits limits;
  private final long maximumBytes;
  private final List<WrittenFile> written = new ArrayList<>();
  private @Nullable RecordWriter writer;
  private @Nullable CorpusFile source;
  private Path target;
  private String name = "";
  private int shard;
  private long documentCount;

  /**
   * Writes into a folder, which is made.
   *
   * @param limits those that the documents were read with
   * @param maximumBytes from which size on a file is followed by another, {@link Long#MAX_VALUE}
   *     for one file each
   */
  DocumentFiles(Path folder, RecordForm form, InputLimits limits, long maximumBytes)
      throws IOException {
    this.folder = folder;
    this.form = form;
    this.limits = limits;
    this.maximumBytes = maximumBytes;
    this.target = Files.createDirectory(folder);
  }

  /**
   * Writes a document.
   *
   * @throws IllegalArgumentException if it is of a file that others have come after, or if it has
   *     no place for scores that are to be written
   */
  void write(JudgedDocument<CorpusRecord> document) throws IOException {
    form.write(writer(document.item().file()), document);
    documentCount++;
  }

  private RecordWriter writer(CorpusFile file) throws IOException {
    boolean sameFile = file.equals(source);
    RecordWriter current = writer;
    if (current != null && sameFile && current.byteCount() < maximumBytes) {
      return current;
    }
    close();
    shard = sameFile ? shard + 1 : 1;
    source = file;
    name = name(file);
    target = folder.resolve(name);
    if (Files.exists(target)) {
      throw new IllegalArgumentException(
          "documents must come file by file, but those of "
              + file.name()
              + " come with others in between; keep them in the order in which they are read");
    }
    Files.createDirectories(target.getParent());
    RecordWriter opened = RecordWriters.open(target, file, limits, form);
    writer = opened;
    return opened;
  }

  /** {@code a/b-00002.jsonl.zst} for the second shard of {@code a/b.jsonl.zst}. */
  private String name(CorpusFile file) {
    String fileName = file.name();
    if (maximumBytes == Long.MAX_VALUE || file.format() == CorpusFormat.TEXT) {
      return fileName;
    }
    String extensions = FileKind.extensions(fileName);
    String base = fileName.substring(0, fileName.length() - extensions.length());
    return String.format(Locale.ROOT, "%s-%05d%s", base, shard, extensions);
  }

  /** Finishes the file that is open, and gives all that were written. */
  List<WrittenFile> finish() throws IOException {
    close();
    return List.copyOf(written);
  }

  /** Finishes the file that is open. */
  @Override
  public void close() throws IOException {
    RecordWriter open = writer;
    if (open != null) {
      writer = null;
      open.close();
      written.add(
          new WrittenFile(folder.getFileName() + "/" + name, documentCount, Files.size(target)));
      documentCount = 0;
    }
  }
}
