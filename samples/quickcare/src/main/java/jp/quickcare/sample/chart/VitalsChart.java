package jp.quickcare.sample.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.text.SimpleDateFormat;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import javax.swing.JComponent;
import jp.quickcare.sample.Texts;
import jp.quickcare.sample.look.Look;
import jp.quickcare.sample.look.Shapes;
import jp.quickcare.sample.record.RecordExtension;
import jp.quickcare.sample.record.Vitals;
import org.jfree.chart.ChartPanel;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.time.Day;
import org.jfree.data.time.TimeSeries;
import org.jfree.data.time.TimeSeriesCollection;

/** Blood pressure and pulse of the last two weeks as lines. */
public final class VitalsChart implements RecordExtension {

    @Override
    public Optional<JComponent> card(List<Vitals> vitals) {
        TimeSeriesCollection lines = new TimeSeriesCollection();
        lines.addSeries(line("chart.high", vitals, Vitals::systolic));
        lines.addSeries(line("chart.low", vitals, Vitals::diastolic));
        lines.addSeries(line("chart.pulse", vitals, Vitals::pulse));
        ChartPanel panel = new ChartPanel(chart(lines));
        // No scaling of a buffered picture: text stays sharp at every size.
        panel.setMaximumDrawWidth(4000);
        panel.setMaximumDrawHeight(4000);
        panel.setMinimumDrawWidth(1);
        panel.setMinimumDrawHeight(1);
        panel.setPreferredSize(new Dimension(400, 210));
        panel.setMouseZoomable(false);
        panel.setPopupMenu(null);
        return Optional.of(Shapes.card(Shapes.label(Texts.text("chart.title"), Look.bold(1.1), Look.INK), panel));
    }

    private static TimeSeries line(String key, List<Vitals> vitals, ToIntFunction<Vitals> value) {
        TimeSeries series = new TimeSeries(Texts.text(key));
        for (Vitals v : vitals) {
            series.add(
                    new Day(Date.from(
                            v.day().atStartOfDay(ZoneId.systemDefault()).toInstant())),
                    value.applyAsInt(v));
        }
        return series;
    }

    private static JFreeChart chart(TimeSeriesCollection lines) {
        DateAxis days = new DateAxis();
        days.setDateFormatOverride(new SimpleDateFormat("M/d"));
        days.setTickLabelFont(Look.font(0.85));
        days.setTickLabelPaint(Look.MUTED);
        days.setAxisLinePaint(Look.LINE);
        days.setTickMarksVisible(false);
        NumberAxis values = new NumberAxis();
        values.setAutoRangeIncludesZero(false);
        values.setTickLabelFont(Look.font(0.85));
        values.setTickLabelPaint(Look.MUTED);
        values.setAxisLineVisible(false);
        values.setTickMarksVisible(false);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        List<Color> colors = List.of(Look.ACCENT, new Color(0x7cc2c7), Look.CORAL);
        for (int i = 0; i < colors.size(); i++) {
            renderer.setSeriesPaint(i, colors.get(i));
            renderer.setSeriesStroke(i, new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        }
        XYPlot plot = new XYPlot(lines, days, values, renderer);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(Look.LINE);
        plot.setRangeGridlineStroke(new BasicStroke(1f));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        JFreeChart chart = new JFreeChart(null, Look.font(1), plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        LegendTitle legend = new LegendTitle(plot);
        legend.setItemFont(Look.font(0.9));
        legend.setItemPaint(Look.MUTED);
        legend.setPosition(RectangleEdge.TOP);
        legend.setBackgroundPaint(Color.WHITE);
        chart.addLegend(legend);
        return chart;
    }
}
