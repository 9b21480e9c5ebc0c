package org.ringfort.e2e.bench.soak;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines over time as SVG: a panel for each kind, a line for each service. */
final class Plot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 170;
    private static final int LEFT = 70;
    private static final int TOP = 34;
    private static final List<String> COLOURS = List.of("#2563eb", "#dc2626", "#059669");

    private Plot() {}

    /** @param samples at equal distances over {@code minutes} */
    static String svg(String title, double minutes, List<String> services, List<Map<String, Map<Holdings.Kind, Double>>> samples) {
        var svg = new StringBuilder();
        Holdings.Kind[] kinds = Holdings.Kind.values();
        add(svg, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>",
                WIDTH, (HEIGHT + TOP) * kinds.length + 40);
        add(svg, "<rect width='100%%' height='100%%' fill='white'/><text x='%d' y='20' font-size='14'>%s</text>", LEFT, title);
        for (int i = 0; i < services.size(); i++) {
            add(svg, "<text x='%d' y='20' fill='%s' text-anchor='end'>%s</text>",
                    WIDTH - 20 - (services.size() - 1 - i) * 100, COLOURS.get(i % COLOURS.size()), services.get(i));
        }
        for (int i = 0; i < kinds.length; i++) {
            panel(svg, kinds[i], 40 + i * (HEIGHT + TOP), minutes, services, samples);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void panel(
            StringBuilder svg,
            Holdings.Kind kind,
            int y,
            double minutes,
            List<String> services,
            List<Map<String, Map<Holdings.Kind, Double>>> samples) {
        double most = 1.1 * samples.stream()
                .flatMap(sample -> sample.values().stream())
                .mapToDouble(held -> held.getOrDefault(kind, 0.0))
                .max()
                .orElse(1);
        int bottom = y + HEIGHT;
        add(svg, "<text x='%d' y='%d'>%s %s</text>", LEFT, y + 12, kind.title, kind.unit.isEmpty() ? "" : "(" + kind.unit + ")");
        add(svg, "<path d='M%d %dV%dH%d' fill='none' stroke='#888'/>", LEFT, y + 20, bottom, WIDTH - 20);
        add(svg, "<text x='%d' y='%d' text-anchor='end'>%.0f</text>", LEFT - 6, y + 30, most);
        add(svg, "<text x='%d' y='%d' text-anchor='end'>0</text>", LEFT - 6, bottom);
        add(svg, "<text x='%d' y='%d' text-anchor='end'>%.0f min</text>", WIDTH - 20, bottom + 14, minutes);
        for (int i = 0; i < services.size(); i++) {
            svg.append("<polyline fill='none' stroke-width='1.5' stroke='").append(COLOURS.get(i % COLOURS.size())).append("' points='");
            for (int n = 0; n < samples.size(); n++) {
                double value = samples.get(n).getOrDefault(services.get(i), Map.of()).getOrDefault(kind, 0.0);
                add(svg, "%.1f,%.1f ",
                        LEFT + (WIDTH - 20.0 - LEFT) * n / Math.max(1, samples.size() - 1),
                        bottom - (HEIGHT - 20) * value / Math.max(most, 1e-9));
            }
            svg.append("'/>");
        }
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
