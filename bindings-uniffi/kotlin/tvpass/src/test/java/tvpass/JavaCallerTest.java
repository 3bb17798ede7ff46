package tvpass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** The calls of an application in Java. */
final class JavaCallerTest {
    private static Settings settings(String baseUrl) throws TvpassException {
        Headers headers = DeviceKt.headersOf(Television.INSTANCE);
        return new SettingsBuilder(baseUrl, "REF30", new Redacted<>("stand.in.statement"), headers)
            .pollIntervalMillis(4000)
            .build();
    }

    @Test
    void aViewerSignsIn() throws Exception {
        try (Service service = Service.Companion.standIn("--no-faults")) {
            Installation installation = new Installation(settings(service.getBaseUrl()), null);
            List<Redacted<byte[]>> kept = new ArrayList<>();
            List<String> codes = new ArrayList<>();
            SignInOptions options = Tvpass.signInOptions("Cablevision", "adobe.com", "https://adobe.com");
            AuthFlow flow = AuthFlow.Companion.signIn(installation, options);
            try (FutureDriver driver = new FutureDriver(installation, kept::add, Transport.ofPlatform(), new TestClock())) {
                Outcome outcome = driver.run(flow, question -> {
                    codes.add(((Question.ShowCode) question).getCode());
                    return null;
                }).get();
                assertEquals("Cablevision", ((Outcome.SignedIn) outcome).getProfile().getMvpd());
            }
            assertEquals(1, codes.size());
            assertTrue(kept.size() > 0);
        }
    }

    @Test
    void cancellingAFutureCancelsWhatIsSent() throws Exception {
        CompletableFuture<Response> unanswered = new CompletableFuture<>();
        CompletableFuture<Void> isSending = new CompletableFuture<>();
        Transport transport = new FutureTransport(request -> {
            isSending.complete(null);
            return unanswered;
        });
        Installation installation = new Installation(settings("http://127.0.0.1:1"), null);
        try (FutureDriver driver = new FutureDriver(installation, saved -> {}, transport)) {
            CompletableFuture<Outcome> run = driver.run(AuthFlow.Companion.registration(installation), question -> null);
            isSending.get();
            run.cancel(true);
            assertThrows(CancellationException.class, unanswered::get);
        }
    }

    @Test
    void anErrorSaysWhatHappenedAndWhy() throws Exception {
        Installation installation = new Installation(settings("http://127.0.0.1:1"), null);
        List<ObservedExchange> seen = new ArrayList<>();
        try (FutureDriver driver =
                new FutureDriver(installation, saved -> {}, Transport.ofPlatform(), new TestClock(), seen::add)) {
            ExecutionException failed = assertThrows(
                ExecutionException.class,
                () -> driver.run(AuthFlow.Companion.registration(installation), question -> null).get());
            TvpassException stopped = assertInstanceOf(TvpassException.Network.class, failed.getCause());
            assertEquals(Reason.NoResponse.INSTANCE, stopped.getReason());
            assertEquals(stopped.getExplanation(), stopped.getMessage());
            assertEquals(TransportFailure.CONNECTION, TransportFailures.of(stopped.getCause()));
            assertEquals(TransportFailure.CONNECTION, seen.get(0).getFailure());
        }
    }

    @Test
    void anAnswerIsDecodedByItsStatus() throws TvpassException {
        byte[] empty = "{\"profiles\": {}}".getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of(), Tvpass.profiles(200, empty));
        TvpassException refused = assertThrows(TvpassException.class, () -> Tvpass.profiles(502, new byte[0]));
        assertEquals(502, Tvpass.getStatus(refused.getReason()));
    }

    @Test
    void devicesAreLinkedAndTheTokenIsKept() throws Exception {
        try (Service service = Service.Companion.simulator()) {
            Headers headers = DeviceKt.headersOf(Television.INSTANCE);
            Redacted<String> statement = new Redacted<>("demo.software.statement");
            Settings settings = new SettingsBuilder(service.getBaseUrl(), "REF30", statement, headers).build();
            List<Redacted<byte[]>> tokens = new ArrayList<>();
            List<Redacted<String>> codes = new ArrayList<>();
            try (FutureDriver driver = new FutureDriver(
                    new Installation(settings, null), saved -> {}, Transport.ofPlatform(), new TestClock(), null, tokens::add)) {
                Person person = new Person.Id(new Redacted<>("household-19"));
                assertEquals(Outcome.ServiceTokenReady.INSTANCE, driver.serviceToken(person).get());
                assertEquals(Outcome.LinkFinished.INSTANCE, driver.linkDevice(question -> {
                    codes.add(((Question.ShowLinkCode) question).getCode());
                    return null;
                }).get());
                assertInstanceOf(Outcome.Devices.class, driver.listDevices().get());
                assertInstanceOf(Outcome.Unlinked.class, driver.unlinkDevices(List.of(new Redacted<>("nobody"))).get());
                assertNull(driver.restoreServiceToken(tokens.get(0)));
                driver.forgetServiceToken().get();
            }
            assertEquals(1, codes.size());
            assertNull(tokens.get(1));
        }
    }
}
