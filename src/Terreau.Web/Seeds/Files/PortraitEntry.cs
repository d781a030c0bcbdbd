using Terreau.Web.Domain;
using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>What the application file of October 2018 says of the territory: plan, challenges, figures, dates.</summary>
internal sealed record PortraitEntry(
    Provenance Provenance, IReadOnlyList<AxisEntry> Axes, IReadOnlyList<ChallengeEntry> Challenges, IReadOnlyList<string> PilotQuarters,
    EssTable Ess, IReadOnlyList<StatementEntry> Statements, IReadOnlyList<CalendarEntry> Calendar)
{
    public static PortraitEntry Read(EntryReader entry)
    {
        var portrait = new PortraitEntry(
            Provenance.Read(entry), [.. entry.Children("axes").Select(AxisEntry.Read)],
            [.. entry.Children("challenges").Select(ChallengeEntry.Read)], entry.Texts("pilotQuarters"),
            EssTable.Read(entry), [.. entry.Children("statements").Select(StatementEntry.Read)],
            [.. entry.Children("calendar").Select(CalendarEntry.Read)]);
        entry.Close();
        return portrait;
    }
}

/// <summary>One of the four axes: why, what is to be done, and the horizon it aims at ("cap sur").</summary>
internal sealed record AxisEntry(
    string Code, int Number, string Title, string Finding, IReadOnlyList<CodedText> Actions, IReadOnlyList<CodedText> Subjects,
        HorizonEntry Horizon)
{
    public static AxisEntry Read(EntryReader entry)
    {
        var axis = new AxisEntry(
            entry.Text("code"), (int)(entry.Whole("number") ?? 0), entry.Text("title"), entry.Text("finding"),
            [.. entry.Children("actions").Select(CodedText.Read)], [.. entry.Children("subjects").Select(CodedText.Read)],
            HorizonEntry.Read(entry));
        entry.Close();
        return axis;
    }
}

/// <summary>What an axis aims at, with its missions.</summary>
internal sealed record HorizonEntry(string Title, string Text, IReadOnlyList<string> Missions)
{
    public static HorizonEntry Read(EntryReader axis)
    {
        if (axis.Child("horizon") is not { } entry)
        {
            axis.Fault("la clé « horizon » manque.");
            return new HorizonEntry("", "", []);
        }
        var horizon = new HorizonEntry(entry.Text("title"), entry.Text("text"), entry.Texts("missions"));
        entry.Close();
        return horizon;
    }
}

/// <summary>One of the three défis, with the goals the dossier gives it.</summary>
internal sealed record ChallengeEntry(string Code, string Title, IReadOnlyList<CodedText> Goals)
{
    public static ChallengeEntry Read(EntryReader entry)
    {
        var challenge = new ChallengeEntry(entry.Text("code"), entry.Text("title"), [.. entry.Children("goals").Select(CodedText.Read)]);
        entry.Close();
        return challenge;
    }
}

/// <summary>A sentence with a stable code, so that needs, projects and plans can point at it.</summary>
internal sealed record CodedText(string Code, string Text)
{
    public static CodedText Read(EntryReader entry)
    {
        var text = new CodedText(entry.Text("code"), entry.Text("text"));
        entry.Close();
        return text;
    }
}

/// <summary>A figure the dossier states. Unit "part" is a share between 0 and 1; Year is null when the dossier gives none.</summary>
internal sealed record StatementEntry(string Code, string Label, double Value, string Unit, int? Year, string Text)
{
    public static StatementEntry Read(EntryReader entry)
    {
        var statement = new StatementEntry(entry.Text("code"), entry.Text("label"), entry.Number("value") ?? double.NaN,
            entry.Text("unit"), (int?)entry.Whole("year"), entry.Text("text"));
        if (double.IsNaN(statement.Value)) entry.Fault("la clé « value » manque.");
        if (statement.Unit == "part" && statement.Value is < 0 or > 1) entry.Fault("une part est entre 0 et 1.");
        entry.Close();
        return statement;
    }
}

/// <summary>A date of the territory's history that the dossier gives.</summary>
internal sealed record CalendarEntry(PartialDate Date, string Text)
{
    public static CalendarEntry Read(EntryReader entry)
    {
        var date = new CalendarEntry(entry.Date("date"), entry.Text("text"));
        entry.Close();
        return date;
    }
}
