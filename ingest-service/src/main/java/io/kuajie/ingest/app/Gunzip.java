package io.kuajie.ingest.app;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Decompresses, and tells damage of what is compressed from a connection that breaks. */
final class Gunzip extends FilterInputStream {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** @throws DamagedGzipException as its other methods, if it is no gzip or ends too early */
    Gunzip(InputStream in) throws IOException {
        super(begun(in));
    }

    private static InputStream begun(InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, BUFFER_BYTES);
        } catch (ZipException | EOFException e) {
            throw new DamagedGzipException(e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (ZipException | EOFException e) {
            throw new DamagedGzipException(e);
        }
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
        try {
            return super.read(bytes, start, length);
        } catch (ZipException | EOFException e) {
            throw new DamagedGzipException(e);
        }
    }
}
