using System.Globalization;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Reading;
using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Seeds;

/// <summary>From the territory's portrait to figures, ambitions and dates.</summary>
internal static class PortraitMapping
{
    public static IEnumerable<ReferenceRow> Rows(PortraitEntry portrait) =>
    [
        .. portrait.Axes.Select(axis => AxisRow(axis, portrait.Provenance)),
        .. portrait.Challenges.Select((challenge, rank) => ChallengeRow(challenge, rank + 1, portrait.Provenance)),
        .. portrait.Ess.Families.SelectMany(family => EssRows(family.Key, family.Value, null, portrait.Provenance)),
        .. EssRows("TOTAL", portrait.Ess.PrintedTotal, portrait.Ess.PrintedShare, portrait.Provenance),
        .. portrait.Statements.Select(statement => StatementRow(statement, portrait.Provenance)),
        .. portrait.Calendar.Select(date => MilestoneRow(date, portrait.Provenance)),
    ];

    public static IEnumerable<ReferenceRow> QuarterFigures(PriorityQuarterCount entry)
    {
        var generation = entry.Generation.ToString(CultureInfo.InvariantCulture);
        yield return FigureRow("qpv", generation, entry.Count, "quartiers", entry.Provenance);
        if (entry.Population is { } people) yield return FigureRow("qpv-habitants", generation, people, "personnes", entry.Provenance);
    }

    private static ReferenceRow AxisRow(AxisEntry entry, Provenance provenance)
        => AmbitionRow(entry.Code, AmbitionKind.Axis, entry.Number, entry.Title, provenance, axis =>
        {
            axis.Statement = entry.Finding;
            axis.Items = [.. entry.Actions.Select(action => action.Text)];
            axis.Subjects = [.. entry.Subjects.Select(subject => subject.Text)];
            axis.Flagship = entry.Horizon.Title;
            axis.FlagshipText = entry.Horizon.Text;
            axis.FlagshipMissions = [.. entry.Horizon.Missions];
        });

    private static ReferenceRow ChallengeRow(ChallengeEntry entry, int rank, Provenance provenance)
        => AmbitionRow(entry.Code, AmbitionKind.Challenge, rank, entry.Title, provenance,
            challenge => challenge.Items = [.. entry.Goals.Select(goal => goal.Text)]);

    private static ReferenceRow AmbitionRow(string code, AmbitionKind kind, int rank, string title,
        Provenance provenance, Action<Ambition> apply)
        => TerritoryMapping.Row(code,
            () => new Ambition { Slug = code, Kind = kind, Rank = rank, Title = title, SourceId = provenance.Source,
                SourceOn = provenance.Date },
            ambition =>
            {
                ambition.Rank = rank;
                ambition.Title = title;
                ambition.SourceId = provenance.Source;
                ambition.SourceOn = provenance.Date;
                apply(ambition);
            });

    private static IEnumerable<ReferenceRow> EssRows(string family, EssMeasure measure, EssShare? share, Provenance provenance)
    {
        static int? Thousandths(double? part) => part is { } value ? (int)Math.Round(value * 1000) : null;
        yield return FigureRow("etablissements", family, measure.Establishments, "établissements", provenance, f
            => f.ShareThousandths = Thousandths(share?.Establishments));
        yield return FigureRow("salaries", family, measure.Salaried, "personnes", provenance, f
            => f.ShareThousandths = Thousandths(share?.Salaried));
        yield return FigureRow("etp", family, measure.FullTime, "équivalents temps plein", provenance, f
            => f.ShareThousandths = Thousandths(share?.FullTime));
        yield return FigureRow("masse-salariale", family, measure.GrossPayCents, "centimes", provenance, f
            => f.ShareThousandths = Thousandths(share?.GrossPay));
    }

    private static ReferenceRow StatementRow(StatementEntry entry, Provenance provenance)
    {
        var isShare = entry.Unit == "part";
        return FigureRow(entry.Code, entry.Year?.ToString(CultureInfo.InvariantCulture) ?? "",
            (long)Math.Round(isShare ? entry.Value * 1000 : entry.Value), isShare ? "millièmes" : entry.Unit, provenance, figure =>
            {
                figure.Label = entry.Label;
                figure.Sentence = entry.Text;
            });
    }

    private static ReferenceRow MilestoneRow(CalendarEntry entry, Provenance provenance)
        => TerritoryMapping.Row(TerritoryMapping.KeyOf(entry.Date.Written, entry.Text),
            () => new Milestone { On = entry.Date, Text = entry.Text, SourceId = provenance.Source },
            milestone => milestone.SourceId = provenance.Source);

    private static ReferenceRow FigureRow(string measure, string family, long value, string unit,
        Provenance provenance, Action<Figure>? apply = null)
        => TerritoryMapping.Row(TerritoryMapping.KeyOf(measure, family, provenance.Date.Written),
            () => new Figure { Measure = measure, Family = family, Value = value, SourceId = provenance.Source,
                SourceOn = provenance.Date },
            figure =>
            {
                figure.Value = value;
                figure.Unit = unit;
                figure.SourceId = provenance.Source;
                apply?.Invoke(figure);
            });
}
