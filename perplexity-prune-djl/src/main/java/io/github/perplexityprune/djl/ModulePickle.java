/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a TorchScript module's class and attributes as a pickle, protocol 2. Reads none. */
final class ModulePickle {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  ModulePickle(String className) {
    bytes.writeBytes(new byte[] {(byte) 0x80, 2}); // PROTO 2
    bytes.writeBytes(("c__torch__\n" + className + "\n").getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(new byte[] {')', (byte) 0x81, '}', '('}); // EMPTY_TUPLE NEWOBJ EMPTY_DICT MARK
  }

  ModulePickle attribute(String name, boolean flag) {
    string(name);
    bytes.write(flag ? 0x88 : 0x89); // NEWTRUE, NEWFALSE
    return this;
  }

  ModulePickle attribute(String name, int number) {
    string(name);
    bytes.write('J'); // BININT, little endian
    little(number);
    return this;
  }

  ModulePickle attribute(String name, double number) {
    string(name);
    bytes.write('G'); // BINFLOAT, big endian
    bytes.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
    return this;
  }

  ModulePickle attribute(String name, String text) {
    string(name);
    string(text);
    return this;
  }

  byte[] toByteArray() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(bytes.toByteArray());
    whole.writeBytes(new byte[] {'u', 'b', '.'}); // SETITEMS BUILD STOP
    return whole.toByteArray();
  }

  private void string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes.write('X'); // BINUNICODE
    little(utf8.length);
    bytes.writeBytes(utf8);
  }

  private void little(int number) {
    bytes.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
  }
}
