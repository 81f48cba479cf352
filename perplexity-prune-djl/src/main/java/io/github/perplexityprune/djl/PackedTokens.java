/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Training documents as one sequence of tokens in a temporary file, read in rows of the context
 * length. Takes 4 bytes of disk a token and no memory to speak of.
 *
 * <p>The sequence is an end-of-text token, a document, an end-of-text token, a document, and so on
 * to a last end-of-text token. Row r reads {@code contextLength} tokens and predicts each one's
 * successor; the last row is moved back so that it ends with the sequence. When the sequence is
 * shorter than the context, it is one shorter row.
 */
final class PackedTokens implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final int rowTokens;
  private final long predictedCount;
  private final ByteBuffer buffer;
  private final int[] row;

  private PackedTokens(Path file, FileChannel channel, long tokenCount, int contextLength) {
    this.file = file;
    this.channel = channel;
    this.predictedCount = tokenCount - 1;
    this.rowTokens = (int) Math.min(contextLength, predictedCount);
    this.buffer = ByteBuffer.allocate(Integer.BYTES * (rowTokens + 1));
    this.row = new int[rowTokens + 1];
  }

  /** Writes a sequence of tokens; {@link #packed} ends it. */
  static final class Writer implements AutoCloseable {
    private final int endOfText;
    private final Path file;
    private final FileChannel channel;
    private final DataOutputStream out;
    private long tokenCount;

    Writer(int endOfText) {
      this.endOfText = endOfText;
      try {
        this.file = Files.createTempFile("perplexity-prune-", ".tokens");
        this.channel =
            FileChannel.open(
                file,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
      } catch (IOException e) {
        throw new UncheckedIOException("tokens for training cannot be kept in a temporary file", e);
      }
      this.out =
          new DataOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    }

    /** Appends a document. */
    void add(int[] tokens) {
      try {
        out.writeInt(endOfText);
        for (int token : tokens) {
          out.writeInt(token);
        }
      } catch (ClosedByInterruptException e) {
        throw Cancellation.of("training", e);
      } catch (IOException e) {
        throw new UncheckedIOException("tokens for training cannot be written to " + file, e);
      }
      tokenCount += tokens.length + 1L;
    }

    long tokenCount() {
      return tokenCount;
    }

    /** Ends the sequence, which must have a document; the result now owns the file. */
    PackedTokens packed(int contextLength) {
      try {
        out.writeInt(endOfText);
        out.flush();
      } catch (ClosedByInterruptException e) {
        throw Cancellation.of("training", e);
      } catch (IOException e) {
        throw new UncheckedIOException("tokens for training cannot be written to " + file, e);
      }
      return new PackedTokens(file, channel, tokenCount + 1, contextLength);
    }

    /** Deletes the file; not to be called when {@link #packed} has handed it on. */
    @Override
    public void close() {
      closeChannel(channel, file);
    }
  }

  /** Tokens in one pass over the sequence. */
  long tokenCount() {
    return predictedCount;
  }

  /** Tokens that a row predicts. */
  int rowTokens() {
    return rowTokens;
  }

  /** Rows in one pass over the sequence. */
  int rowCount() {
    return Math.toIntExact((predictedCount + rowTokens - 1) / rowTokens);
  }

  /** Appends a row to a batch. */
  void addRow(int index, WindowBatch batch) {
    long first = Math.min((long) index * rowTokens, predictedCount - rowTokens);
    buffer.clear();
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, Integer.BYTES * first + buffer.position()) < 0) {
          throw new IOException("the file ends too early");
        }
      }
    } catch (ClosedByInterruptException e) {
      throw Cancellation.of("training", e);
    } catch (IOException e) {
      throw new UncheckedIOException("tokens for training cannot be read from " + file, e);
    }
    buffer.flip().asIntBuffer().get(row);
    batch.add(row[0], row, 1, row.length);
  }

  @Override
  public void close() {
    closeChannel(channel, file);
  }

  private static void closeChannel(FileChannel channel, Path file) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary file " + file + " cannot be deleted", e);
    }
  }
}
