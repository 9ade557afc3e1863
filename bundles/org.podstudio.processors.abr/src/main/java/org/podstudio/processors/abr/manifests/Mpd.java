package org.podstudio.processors.abr.manifests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A manifest of DASH, read as a player reads it. @param seconds how long it says that it lasts */
record Mpd(double seconds, List<Representation> representations) {

    private static final Pattern NUMBER = Pattern.compile("\\$Number%0(\\d+)d\\$");
    private static final Pattern DURATION = Pattern.compile("PT([0-9.]+)S");

    /**
     * One choice.
     *
     * @param timescale ticks a second; 0 for text, which has no pieces
     * @param files what comes first, then the pieces; relative to the manifest
     */
    record Representation(String kind, String codecs, long bandwidth, long timescale, List<String> files,
            List<Piece> pieces) {}

    /** When a piece begins and how long it lasts, ticks. */
    record Piece(long at, long ticks) {}

    /** @throws IOException also when it is no manifest */
    static Mpd read(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element mpd = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
            List<Representation> all = new ArrayList<>();
            for (Element set : elements(mpd, "AdaptationSet")) {
                for (Element one : elements(set, "Representation")) {
                    all.add(representation(set.getAttribute("contentType"), one));
                }
            }
            return new Mpd(duration(mpd.getAttribute("mediaPresentationDuration")), List.copyOf(all));
        } catch (SAXException | ParserConfigurationException | NumberFormatException e) {
            throw new IOException(file.getFileName() + " is no manifest: " + e.getMessage(), e);
        }
    }

    private static Representation representation(String kind, Element one) {
        long bandwidth = Long.parseLong(one.getAttribute("bandwidth"));
        List<String> files = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        elements(one, "BaseURL").forEach(url -> files.add(url.getTextContent()));
        long timescale = 0;
        for (Element template : elements(one, "SegmentTemplate")) {
            timescale = Long.parseLong(template.getAttribute("timescale"));
            files.add(template.getAttribute("initialization"));
            elements(template, "S").forEach(s -> add(pieces, s));
            for (int i = 0; i < pieces.size(); i++) {
                files.add(named(template.getAttribute("media"),
                        i + Integer.parseInt(template.getAttribute("startNumber"))));
            }
        }
        return new Representation(kind, one.getAttribute("codecs"), bandwidth, timescale, files, pieces);
    }

    private static void add(List<Piece> pieces, Element s) {
        long ticks = Long.parseLong(s.getAttribute("d"));
        long at = Long.parseLong(s.getAttribute("t"));
        int more = s.hasAttribute("r") ? Integer.parseInt(s.getAttribute("r")) : 0;
        for (int i = 0; i <= more; i++) {
            pieces.add(new Piece(at + i * ticks, ticks));
        }
    }

    private static String named(String pattern, int number) {
        Matcher matcher = NUMBER.matcher(pattern);
        return matcher.find()
                ? matcher.replaceFirst(String.format(Locale.ROOT, "%0" + matcher.group(1) + "d", number))
                : pattern;
    }

    private static double duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        return matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }
}
