package org.ringfort.app.notifications;

import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends mail by the installation's server: encrypted unless the operator says otherwise, to a server whose certificate names it. Any
 * thread; blocks, for a bounded time.
 */
final class Mails {
    private final NotificationSettings settings;
    private final Session session;

    /** @throws IllegalArgumentException where the password cannot be read or the sender is no address */
    Mails(NotificationSettings settings, SSLSocketFactory tls) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings, tls), authenticator(settings));
        if (settings.mails()) {
            try {
                new InternetAddress(settings.smtpFrom(), true).validate();
            } catch (MessagingException none) {
                throw new IllegalArgumentException("ringfort.notifications.smtp-from is no mail address", none);
            }
        }
    }

    private static Properties properties(NotificationSettings settings, SSLSocketFactory tls) {
        String millis = Long.toString(settings.patience().toMillis());
        var properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", settings.smtpHost());
        properties.put("mail.smtp.port", Integer.toString(settings.smtpPort()));
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put(
                "mail.smtp.auth", Boolean.toString(!settings.smtpUsername().isEmpty()));
        properties.put(
                "mail.smtp.ssl.enable", Boolean.toString(settings.smtpSecurity().equals("tls")));
        boolean starttls = settings.smtpSecurity().equals("starttls");
        properties.put("mail.smtp.starttls.enable", Boolean.toString(starttls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(starttls));
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", tls);
        // else a server that cannot be believed is tried once more, with the authorities of the runtime
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.from", settings.smtpFrom());
        return properties;
    }

    private static Authenticator authenticator(NotificationSettings settings) {
        String password = settings.smtpPasswordFile().isEmpty() ? "" : password(settings.smtpPasswordFile());
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(settings.smtpUsername(), password);
            }
        };
    }

    private static String password(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "ringfort.notifications.smtp-password-file cannot be read: " + file, unreadable);
        }
    }

    /** @throws IOException where it is not taken, in words of ours */
    void send(Letter letter, NoticeWords words) throws IOException {
        try {
            var message = new MimeMessage(session) {
                @Override
                protected void updateMessageID() throws MessagingException {
                    String from = settings.smtpFrom();
                    setHeader("Message-ID", "<" + letter.id() + from.substring(from.lastIndexOf('@')) + ">");
                }
            };
            message.setFrom(new InternetAddress(settings.smtpFrom(), true));
            message.setRecipients(Message.RecipientType.TO, new Address[] {new InternetAddress(letter.target(), true)});
            message.setSubject(words.subject(), "UTF-8");
            message.setText(words.text(), "UTF-8");
            message.setSentDate(Date.from(letter.createdAt()));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("Importance", "high");
            Transport.send(message);
        } catch (MessagingException refused) {
            throw new IOException("mail was not taken: " + refused.getClass().getSimpleName(), refused);
        }
    }
}
