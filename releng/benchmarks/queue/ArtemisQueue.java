import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

/**
 * Durable messages through an embedded broker with two consumers: {@code ArtemisQueue FOLDER N ROUNDS [RATE]}. At once in transactions of 100
 * on either side; at a rate, each message by itself.
 */
final class ArtemisQueue {

    private static final int TRANSACTION = 100;
    private static final String BODY = "{\"processor\":\"nothing\",\"input\":\"in/p12345.png\",\"parameters\":{\"number\":12345}}";

    private final boolean together;
    private long[] submitted = {};
    private long[] ended = {};
    private volatile CountDownLatch left = new CountDownLatch(0);

    private ArtemisQueue(boolean together) {
        this.together = together;
    }

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        int rate = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0;
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        String folder = arguments[0];
        broker.setConfiguration(new ConfigurationImpl().setPersistenceEnabled(true).setSecurityEnabled(false)
                .setJournalDirectory(folder + "/journal").setBindingsDirectory(folder + "/bindings")
                .setLargeMessagesDirectory(folder + "/large").setPagingDirectory(folder + "/paging")
                .setJournalType(JournalType.NIO).addAcceptorConfiguration("vm", "vm://0"));
        broker.start();
        ArtemisQueue queue = new ArtemisQueue(rate == 0);
        queue.consume();
        queue.consume();
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            queue.run(count, rate);
        }
        System.exit(0);
    }

    private Session session() throws JMSException {
        Connection connection = new ActiveMQJMSConnectionFactory("vm://0").createConnection();
        connection.start();
        return together
                ? connection.createSession(true, Session.SESSION_TRANSACTED)
                : connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    private void consume() throws JMSException {
        Session session = session();
        MessageConsumer consumer = session.createConsumer(session.createQueue("jobs"));
        Thread.ofPlatform().daemon().start(() -> {
            int[] numbers = new int[TRANSACTION];
            int taken = 0;
            try {
                while (true) {
                    Message message = consumer.receive(taken == 0 ? 1000 : 1);
                    if (message != null) {
                        numbers[taken++] = message.getIntProperty("number");
                    }
                    if (taken == TRANSACTION || taken > 0 && (message == null || !together)) {
                        if (together) {
                            session.commit();
                        }
                        for (int i = 0; i < taken; i++) {
                            ended[numbers[i]] = System.nanoTime();
                            left.countDown();
                        }
                        taken = 0;
                    }
                }
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void run(int count, int rate) throws Exception {
        submitted = new long[count];
        ended = new long[count];
        left = new CountDownLatch(count);
        Session session = session();
        MessageProducer producer = session.createProducer(session.createQueue("jobs"));
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            while (rate > 0 && System.nanoTime() < begin + i * 1_000_000_000L / rate) {
                LockSupport.parkNanos(100_000);
            }
            Message message = session.createTextMessage(BODY);
            message.setIntProperty("number", i);
            submitted[i] = System.nanoTime();
            producer.send(message);
            if (together && (i % TRANSACTION == TRANSACTION - 1 || i == count - 1)) {
                session.commit();
            }
        }
        if (!left.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException(left.getCount() + " messages are not done");
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double[] millis = new double[count];
        Arrays.setAll(millis, i -> (ended[i] - submitted[i]) / 1e6);
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "artemis %s n=%d: jobs/s=%.0f, p50/p95/p99_ms=%.2f/%.2f/%.2f%n",
                rate == 0 ? "batch" : "paced", count, count / seconds, millis[count / 2], millis[count * 95 / 100],
                millis[count * 99 / 100]);
    }
}
