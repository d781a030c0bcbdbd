namespace Terreau.Engine.Hours;

/// <summary>The rules that a French text of opening hours makes, put in the order in which OSM reads them: what is general first.</summary>
internal sealed class HoursRules
{
    private readonly List<Draft> open = [];
    private readonly List<(OpeningDays Days, string? Season)> closed = [];
    private string? onAll;
    private bool isAlways;
    private Draft? last;

    private sealed record Draft(OpeningDays Days, string? Season)
    {
        public List<string> Spans { get; } = [];
        public string? Comment { get; set; }
    }

    /// <summary>Why these rules cannot stand together, as a sentence; null when they can.</summary>
    public string? Fault { get; private set; }

    public bool IsEmpty => open.Count + closed.Count == 0 && !isAlways;

    /// <summary>True when hours were said of several sets of days.</summary>
    public bool IsMany => open.Count > 1;

    public void OpenAlways() => isAlways = true;

    public void Open(OpeningDays days, IReadOnlyList<string> spans, string? season)
    {
        last = open.Find(rule => rule.Days == days && rule.Season == season);
        if (days == OpeningDays.None) Fault ??= "Aucun jour ne reste ouvert : relisez ces horaires.";
        else if (IsSaidTwice()) Fault ??= "Un même jour est dit deux fois : donnez toutes ses heures ensemble.";
        if (last is null) open.Add(last = new Draft(days, season));
        last.Spans.AddRange(spans);

        // Hours said twice of one day may be added or may correct: nobody can tell.
        bool IsSaidTwice() => last is null
            ? open.Exists(rule => rule.Season == season && (rule.Days & days) != 0)
            : last.Comment is not null || spans.Count == 0 || last.Spans.Count == 0;
    }

    public void Close(OpeningDays days, string? season)
    {
        closed.Add((days, season));
        last = null;
    }

    /// <summary>What is said beside the hours just read.</summary>
    public void Remark(string text)
    {
        if (last is { Comment: null }) last.Comment = text;
        else Fault ??= $"« {text} » ne dit pas de quel jour il parle.";
    }

    /// <summary>What is said beside all of it.</summary>
    public void RemarkOnAll(string text)
    {
        if (onAll is null) onAll = text;
        else Fault ??= $"« {text} » est dit en plus de « {onAll} ».";
        last = null;
    }

    /// <returns>Null when nothing was said, or on a <see cref="Fault"/>.</returns>
    public string? ToOsm()
    {
        if (open.Exists(rule => closed.Exists(other => other.Season == rule.Season && TakesAll(other.Days, rule.Days))))
            Fault ??= "Un même jour est dit ouvert et fermé : gardez l’un des deux.";
        if (Fault is not null) return null;
        var rules = new List<string>();
        if (isAlways) rules.Add("24/7");
        foreach (var isSeasonal in new[] { false, true })
        {
            rules.AddRange(open.Where(rule => rule.Season is not null == isSeasonal).Select(Written));
            rules.AddRange(closed.Where(rule => rule.Season is not null == isSeasonal)
                .Select(rule => Joined(rule.Season, rule.Days.ToCode(), "off")));
        }
        var text = string.Join("; ", rules);
        if (onAll is not null) text += $"{(text.Length > 0 ? " || " : "")}\"{onAll}\"";
        return text.Length == 0 ? null : text;
    }

    private static bool TakesAll(OpeningDays closed, OpeningDays open) => closed != OpeningDays.None && (open & ~closed) == 0;

    private static string Written(Draft rule)
    {
        var isEveryHour = rule.Spans is ["00:00-24:00"] && rule.Days.ToCode() == "Mo-Su" && rule.Season is null;
        // A comment without a word of state would say that nobody knows, which is right of an appointment alone.
        var word = (rule.Spans.Count > 0 && rule.Comment is not null) || (rule.Spans.Count == 0 && rule.Comment is null) ? "open" : "";
        var comment = rule.Comment is null ? "" : $"\"{rule.Comment}\"";
        return isEveryHour ? Joined("24/7", word, comment)
            : Joined(rule.Season, rule.Days.ToCode(), string.Join(',', rule.Spans), word, comment);
    }

    private static string Joined(params string?[] parts) => string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
}
