// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands between a client and PostgreSQL, and does one thing at the first message that has a text in it: cuts every
 * connection before or after the server has done what it says, or holds that message back until it is let go.
 */
public final class WireProxy implements AutoCloseable {

    /** What happens at the message. */
    public enum Fault {
        CUT_BEFORE,
        CUT_AFTER,
        STALL
    }

    private final ServerSocket listening;
    private final int server;
    private final String text;
    private final Fault fault;
    private final AtomicBoolean met = new AtomicBoolean();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private WireProxy(ServerSocket listening, int server, String text, Fault fault) {
        this.listening = listening;
        this.server = server;
        this.text = text;
        this.fault = fault;
    }

    public static WireProxy start(int server, String text, Fault fault) throws IOException {
        ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        WireProxy proxy = new WireProxy(listening, server, text, fault);
        daemon(proxy::accept);
        return proxy;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Waits until the message has come. */
    public void awaitReached() throws InterruptedException {
        if (!reached.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing with this text came by: " + text);
        }
    }

    public boolean wasReached() {
        return met.get();
    }

    public void release() {
        released.countDown();
    }

    @Override
    public void close() throws IOException {
        release();
        listening.close();
        cut();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket backend = new Socket(InetAddress.getLoopbackAddress(), server);
                // Many small messages: with Nagle's algorithm each waits for the acknowledgement of the one before.
                client.setTcpNoDelay(true);
                backend.setTcpNoDelay(true);
                sockets.addAll(List.of(client, backend));
                AtomicBoolean last = new AtomicBoolean();
                daemon(() -> forward(client, backend, last));
                daemon(() -> backward(client, backend, last));
            } catch (IOException closed) {
                cut();
            }
        }
    }

    private void forward(Socket client, Socket backend, AtomicBoolean last) {
        try {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = backend.getOutputStream();
            out.write(startup(in));
            while (true) {
                byte[] message = message(in);
                pass(message, out, last);
            }
        } catch (IOException | InterruptedException ended) {
            closeBoth(client, backend);
        }
    }

    private void pass(byte[] message, OutputStream out, AtomicBoolean last) throws IOException, InterruptedException {
        boolean here = new String(message, StandardCharsets.UTF_8).contains(text) && met.compareAndSet(false, true);
        if (!here) {
            out.write(message);
            return;
        }
        reached.countDown();
        if (fault == Fault.CUT_BEFORE) {
            cut();
            return;
        }
        if (fault == Fault.STALL) {
            released.await();
        }
        last.set(fault == Fault.CUT_AFTER);
        out.write(message);
    }

    private void backward(Socket client, Socket backend, AtomicBoolean last) {
        try {
            InputStream in = backend.getInputStream();
            byte[] buffer = new byte[8192];
            int read = in.read(buffer);
            while (read >= 0) {
                if (last.get()) {
                    cut();
                    return;
                }
                client.getOutputStream().write(buffer, 0, read);
                read = in.read(buffer);
            }
            closeBoth(client, backend);
        } catch (IOException ended) {
            closeBoth(client, backend);
        }
    }

    /** The first message has no type. */
    private static byte[] startup(DataInputStream in) throws IOException {
        return whole(in, new byte[0]);
    }

    private static byte[] message(DataInputStream in) throws IOException {
        return whole(in, new byte[] {in.readByte()});
    }

    /** Its length counts itself and what follows it. */
    private static byte[] whole(DataInputStream in, byte[] type) throws IOException {
        int length = in.readInt();
        byte[] message = new byte[type.length + length];
        ByteBuffer.wrap(message).put(type).putInt(length);
        in.readFully(message, type.length + Integer.BYTES, length - Integer.BYTES);
        return message;
    }

    private void cut() {
        sockets.forEach(WireProxy::close);
    }

    private static void closeBoth(Socket one, Socket other) {
        close(one);
        close(other);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wire-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
