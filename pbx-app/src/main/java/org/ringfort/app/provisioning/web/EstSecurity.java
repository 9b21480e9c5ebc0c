package org.ringfort.app.provisioning.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ringfort.app.provisioning.EnrolmentSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Phones that enrol have neither sessions nor cookies: none of what guards those is in their way, and nothing of theirs counts elsewhere. */
@Configuration(proxyBeanMethods = false)
class EstSecurity {
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain enrolmentSecurity(HttpSecurity http) {
        return http.securityMatcher(EstController.PATH + "**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable) // no cookie counts here
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING)))
                .anonymous(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** At the port that asks for certificates nothing is served but enrolment. */
    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class OwnPort extends OncePerRequestFilter {
        private final int port;

        OwnPort(EnrolmentSettings settings) {
            this.port = settings.port();
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (port != 0
                    && request.getLocalPort() == port
                    && !request.getServletPath().startsWith(EstController.PATH)) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
