using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Imports.Differences;

/// <summary>One thing that a difference tells.</summary>
/// <param name="Key">What it is of: a slug, a number, "ligne 12".</param>
/// <param name="Words">What is said of it; may be empty.</param>
public sealed record DifferenceLine(string Key, string Words = "")
{
    private const int LongestValue = 60;

    /// <summary>The fields that change, or stay; may be empty.</summary>
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];

    public override string ToString()
        => string.Join(" : ", new[] { Key, Words, string.Join(", ", Fields.Select(Change)) }.Where(text => text.Length > 0));

    private static string Change(FieldChange field) => $"{field.Field} « {Short(field.Before)} » → « {Short(field.After)} »";

    private static string Short(string text) => text.Length == 0 ? "—" : text.Length <= LongestValue ? text : text[..LongestValue] + "…";
}

/// <summary>
/// What a source would change, told before anything is written: every row of it is counted once. The same for every source: its
/// sentence, what keeps it from being applied unseen, its lines on the console and on the page.
/// </summary>
public sealed class Difference(DifferenceWords words)
{
    /// <summary>How many lines of a kind a terminal shows.</summary>
    public const int MostTold = 20;

    /// <summary>Each a row of the source, counted in one of these and in no other.</summary>
    private static readonly Outcome[] OfRows =
    [
        Outcome.Added, Outcome.Changed, Outcome.Unchanged, Outcome.LeftAsEdited, Outcome.Repeated, Outcome.HeldBack, Outcome.Aside,
        Outcome.Rejected,
    ];

    private static readonly Outcome[] OfWhatWeHold = [Outcome.Closed, Outcome.Reopened, Outcome.Missing];

    private static readonly Outcome[] OfChanges = [Outcome.Added, Outcome.HeldBack, Outcome.Changed, Outcome.Closed, Outcome.Reopened];

    // More than three rows in ten, more than one in five: then the file is probably not the one that was meant.
    private const int MostRejectedInTen = 3;
    private const int MostClosedOneIn = 5;
    private const int LeastClosed = 5;

    private readonly SortedDictionary<Outcome, Part> parts = [];

    /// <summary>Rows that are not for us, by reason.</summary>
    public SortedDictionary<string, int> Aside { get; } = new(StringComparer.Ordinal);

    /// <summary>What is to be known besides, as sentences.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>How many of this source were held, and open, before.</summary>
    public int Known { get; set; }

    /// <summary>True where something is to be written that no row tells, such as the month of a stock.</summary>
    public bool ChangesMore { get; set; }

    public int Rows => OfRows.Sum(Count);

    /// <summary>True where there is nothing to apply.</summary>
    public bool IsEmpty => !ChangesMore && OfChanges.Sum(Count) == 0;

    public int Count(Outcome outcome) => parts.GetValueOrDefault(outcome)?.Count ?? 0;

    /// <summary>Made when they are read: of a hundred thousand rows, only those that are shown.</summary>
    public IEnumerable<DifferenceLine> Lines(Outcome outcome) => parts.GetValueOrDefault(outcome)?.Lines ?? [];

    public void Add(Outcome outcome, DifferenceLine line)
    {
        var part = PartOf(outcome);
        part.Own.Add(line);
        part.Named++;
    }

    public void Add(Outcome outcome, string key, string said = "") => Add(outcome, new DifferenceLine(key, said));

    /// <summary>Many at once, each made a line only when it is shown.</summary>
    public void AddAll<T>(Outcome outcome, IReadOnlyCollection<T> items, Func<T, DifferenceLine> line)
    {
        var part = PartOf(outcome);
        part.Lines = part.Lines.Concat(items.Select(line));
        part.Named += items.Count;
    }

    /// <summary>Rows that are counted, and not named.</summary>
    public void Pass(Outcome outcome, int rows = 1) => PartOf(outcome).Passed += rows;

    public void LeaveAside(string reason)
    {
        Aside[reason] = Aside.GetValueOrDefault(reason) + 1;
        Pass(Outcome.Aside);
    }

    /// <summary>"12 lignes : 3 ajoutées et 9 inchangées.": what did not happen is not said.</summary>
    public string InWords
    {
        get
        {
            List<string> said = [.. OfRows.Concat(OfWhatWeHold).Where(outcome => Count(outcome) > 0)
                .Select(outcome => Counted(outcome, Count(outcome)))];
            return $"{French.Count(Rows, words.One, words.Many)} : {(said.Count == 0 ? "rien à faire" : French.List(said))}.";
        }
    }

    /// <summary>Why it should not be applied without being looked at again, as sentences.</summary>
    public IReadOnlyList<string> Guards
    {
        get
        {
            var (guards, rejected, closed) = (new List<string>(), Count(Outcome.Rejected), Count(Outcome.Closed));
            if (Rows == 0 && words.WhenEmpty is { } empty) guards.Add(empty);
            if (rejected * 10 > Rows * MostRejectedInTen && words.WhenRejected is { } asked)
            {
                var said = $"{French.Count(rejected, words.One, words.Many)} sur {French.Number(Rows)}";
                guards.Add($"{said} {(rejected > 1 ? "sont" : "est")} {words.Of(Outcome.Rejected, rejected)} : {asked}");
            }
            if (closed > LeastClosed && closed * MostClosedOneIn > Known && words.WhenClosed is { } lost) guards.Add(lost(closed, Known));
            return guards;
        }
    }

    /// <summary>The difference as a terminal shows it: the first lines of each kind, then the sums.</summary>
    /// <param name="most">How many lines of a kind; of what is only to be known, all are shown.</param>
    public IEnumerable<string> Told(int most = MostTold)
    {
        foreach (var (outcome, part) in parts)
        {
            var why = outcome is Outcome.LeftAsEdited or Outcome.Missing ? $" : {words.Of(outcome, 1)}" : "";
            var shown = outcome == Outcome.Noted ? part.Named : most;
            foreach (var line in part.Lines.Take(shown)) yield return $"{SignOf(outcome)} {line}{why}".ReplaceLineEndings(" ");
            if (part.Named > shown) yield return $"  … et {part.Named - shown} autres";
        }
        foreach (var (reason, count) in Aside) yield return $"{Counted(Outcome.Aside, count)} : {reason}.";
        foreach (var note in Notes) yield return note;
        yield return InWords;
    }

    private string Counted(Outcome outcome, int count) => French.Count(count, words.Of(outcome, 1), words.Of(outcome, 2));

    private Part PartOf(Outcome outcome)
    {
        if (!parts.TryGetValue(outcome, out var part)) parts[outcome] = part = new Part();
        return part;
    }

    private static char SignOf(Outcome outcome) => outcome switch
    {
        Outcome.Rejected => '!',
        Outcome.Warned => '*',
        Outcome.ToConfirm or Outcome.HeldBack or Outcome.Missing => '?',
        Outcome.Added => '+',
        Outcome.Changed => '~',
        Outcome.Kept or Outcome.LeftAsEdited or Outcome.Noted => '=',
        Outcome.Closed => '-',
        Outcome.Reopened => '<',
        _ => ' ',
    };

    private sealed class Part
    {
        public Part() => Lines = Own;

        public int Named { get; set; }
        public int Passed { get; set; }
        public int Count => Named + Passed;
        public List<DifferenceLine> Own { get; } = [];
        public IEnumerable<DifferenceLine> Lines { get; set; }
    }
}
