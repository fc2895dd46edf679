package io.kuajie.ingest.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A partner's own interface: orders, ten a page, behind a cursor and a key. */
final class PartnerServer implements AutoCloseable {
    static final int A_PAGE = 10;

    private final HttpServer server;
    private final int pages;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    /** Each server sells other orders. */
    private final String day = UUID.randomUUID().toString();

    private volatile int brokenFrom = Integer.MAX_VALUE;

    PartnerServer(int pages) throws IOException {
        this.pages = pages;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/orders", this::orders);
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest");
            answer(exchange, 302, "");
        });
        server.start();
    }

    String address(String path) {
        return "http://localhost:%d%s".formatted(server.getAddress().getPort(), path);
    }

    /** The cursors that were asked for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Says 429 so often before it answers again. */
    void busyFor(int requests) {
        failures.set(requests);
    }

    /** Says 500 to whoever asks for this page or a later one. */
    void breakFrom(int page) {
        brokenFrom = page;
    }

    private void orders(HttpExchange exchange) throws IOException {
        if (!"Bearer letmein-secret".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "");
            return;
        }
        String query = exchange.getRequestURI().getQuery();
        int page = query == null || !query.contains("after=") ? 0 : Integer.parseInt(query.replaceAll(".*after=", ""));
        asked.add(String.valueOf(page));
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            answer(exchange, 429, "");
        } else if (page >= brokenFrom) {
            answer(exchange, 500, "");
        } else {
            answer(exchange, 200, page(page));
        }
    }

    private String page(int page) {
        StringBuilder items = new StringBuilder();
        for (int i = page * A_PAGE; i < (page + 1) * A_PAGE; i++) {
            items.append(items.isEmpty() ? "" : ",").append("""
                            {"no":"o-%s-%d","who":{"id":"pull-user-%d"},"sku":"sku-%d","paid":"12.50","at":"2026-02-01T10:00:00Z"}""".formatted(day, i, i, i));
        }
        String next = page + 1 < pages ? "\"" + (page + 1) + "\"" : "null";
        return "{\"data\":{\"orders\":[%s]},\"meta\":{\"next\":%s}}".formatted(items, next);
    }

    private static void answer(HttpExchange exchange, int status, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
