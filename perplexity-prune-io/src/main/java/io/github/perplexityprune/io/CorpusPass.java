/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.google.common.collect.AbstractIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads files one after the other, each opened when its turn comes and closed after its end. */
final class CorpusPass extends AbstractIterator<CorpusRecord> {
  private final Iterator<CorpusFile> files;
  private final Opener opener;
  private @Nullable RecordReader reader;
  private String name = "";

  private CorpusPass(List<CorpusFile> files, Opener opener) {
    this.files = files.iterator();
    this.opener = opener;
  }

  /** Opens the reader of a file. */
  interface Opener {
    RecordReader open(CorpusFile file) throws IOException;
  }

  /** The records of files, read as they are asked for; closing the stream closes the open file. */
  static Stream<CorpusRecord> records(List<CorpusFile> files, Opener opener) {
    var pass = new CorpusPass(files, opener);
    Spliterator<CorpusRecord> records =
        Spliterators.spliteratorUnknownSize(pass, Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(records, /* parallel= */ false).onClose(pass::close);
  }

  /** What a file that cannot be reached ends its reading with. */
  static RuntimeException failure(String file, IOException cause) {
    if (cause instanceof ClosedByInterruptException) {
      var cancellation =
          new CancellationException("reading was cancelled by interrupting its thread");
      cancellation.initCause(cause);
      return cancellation;
    }
    return new UncheckedIOException("cannot read " + file + ": " + cause, cause);
  }

  @Override
  protected @Nullable CorpusRecord computeNext() {
    try {
      while (true) {
        if (reader == null) {
          if (!files.hasNext()) {
            return endOfData();
          }
          CorpusFile file = files.next();
          name = file.name();
          reader = opener.open(file);
        }
        CorpusRecord next = reader.next();
        if (next != null) {
          return next;
        }
        reader.close();
        reader = null;
      }
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  private void close() {
    try {
      if (reader != null) {
        reader.close();
        reader = null;
      }
    } catch (IOException e) {
      throw failure(name, e);
    }
  }
}
