using System.Diagnostics.CodeAnalysis;
using Part = Terreau.Engine.Hours.HoursPart;

namespace Terreau.Engine.Hours;

/// <summary>Makes rules of days, hours and remarks, from left to right: each word takes what it needs of those that follow.</summary>
internal sealed class HoursAssembly
{
    private readonly List<HoursItem> items;
    private readonly HoursRules rules = new();
    private readonly bool isHoursFirst;
    private int at;
    private string? season;
    private bool isSeasonUsed = true;
    private string? fault;

    private HoursAssembly(List<HoursItem> items)
    {
        this.items = items;
        isHoursFirst = FirstPart() == Part.Spans;
    }

    /// <summary>The rules in the syntax of OSM, or why they cannot be made, as a sentence.</summary>
    public static bool TryAssemble(List<HoursItem> items, [NotNullWhen(true)] out string? osm, [NotNullWhen(false)] out string? reason)
    {
        var assembly = new HoursAssembly(items);
        for (; assembly.at < items.Count && assembly.fault is null; assembly.at++) assembly.Take(items[assembly.at]);
        if (!assembly.isSeasonUsed) assembly.fault ??= "Dites la période avant les jours et les heures.";
        osm = assembly.rules.ToOsm();
        reason = assembly.fault ?? assembly.rules.Fault ?? (osm is null ? $"Aucune heure n’est dite. {HoursReading.Example}" : null);
        return reason is null && osm is not null;
    }

    private Part? Next => WhatAt(at + 1);

    private Part? After => WhatAt(at + 2);

    private void Take(HoursItem item)
    {
        switch (item.What)
        {
            case Part.Season: Season(item); break;
            case Part.Closed or Part.Except: Closed(item); break;
            case Part.Days: Days(item); break;
            case Part.Spans: Spans(item); break;
            case Part.Remark: Remark(item); break;
            // "ouvert" says nothing alone: what stands around it looks for it.
            default: break;
        }
    }

    private void Season(HoursItem item)
    {
        if (Next == Part.Closed && After != Part.Days)
        {
            rules.Close(OpeningDays.None, item.Token.Code);
            at++;
        }
        else (season, isSeasonUsed) = (item.Token.Code, false);
    }

    private void Closed(HoursItem item)
    {
        if (Next is not (Part.Season or Part.Days))
        {
            fault = $"Dites aussi les jours de « {item.Token.Text} ». {HoursReading.Example}";
            return;
        }
        var what = items[++at];
        if (what.What == Part.Season) rules.Close(OpeningDays.None, what.Token.Code);
        else Close(what.Days);
        CloseMore();
    }

    /// <summary>"fermé le lundi, les jours fériés et en août": what goes on from what is closed.</summary>
    private void CloseMore()
    {
        while (at + 1 < items.Count && items[at + 1] is { What: Part.Days or Part.Season } item && (item.IsApart || item.IsAfterComma))
        {
            var (next, after) = (WhatAt(at + 2), WhatAt(at + 3));
            if (item.What == Part.Days)
            {
                if (SaysMore(next)) break;
                rules.Close(item.Days, season);
            }
            else
            {
                var isOfWhatFollows = next == Part.Closed || (next == Part.Days && SaysMore(after));
                if (isOfWhatFollows && !item.IsJoined) break;
                if (isOfWhatFollows) fault ??= $"« {item.Token.Text} » se lit de deux façons : mettez un point avant ou après.";
                rules.Close(OpeningDays.None, item.Token.Code);
            }
            at++;
        }

        static bool SaysMore(Part? part) => part is Part.Spans or Part.Open or Part.Closed or Part.Remark;
    }

    private void Days(HoursItem item)
    {
        if (Next == Part.Closed)
        {
            Close(item.Days);
            at++;
        }
        else if (Next == Part.Spans && !isHoursFirst) Open(item, items[++at].Spans);
        else if (Next == Part.Open && After == Part.Spans && !isHoursFirst) Open(item, items[at += 2].Spans);
        else if (Next == Part.Remark && !items[at + 1].Token.IsBracketed)
        {
            Open(item, []);
            rules.Remark(items[++at].Token.Text);
        }
        else if (Next == Part.Open || WhatAt(at - 1) == Part.Open) Open(item, []);
        else fault = $"« {item.Token.Text} » n’a pas d’heures. {HoursReading.Example}";
    }

    private void Spans(HoursItem item)
    {
        if (Next == Part.Days && isHoursFirst) Open(items[++at], item.Spans);
        else if (item.Spans is ["00:00-24:00"] && items.TrueForAll(one => one.What is Part.Spans or Part.Open)) rules.OpenAlways();
        else fault = $"Dites aussi les jours de « {item.Token.Text} ». {HoursReading.Example}";
    }

    private void Remark(HoursItem item)
    {
        var (text, isBracketed) = (item.Token.Text, item.Token.IsBracketed);
        var isOfNextDays = Next == Part.Days && After is not Part.Spans && (at == 0 || item.IsApart || item.IsAfterComma);
        // After a comma it may speak of the last day or of all.
        var isOfAll = item.IsApart || rules.IsEmpty || (item.IsAfterComma && rules.IsMany);
        if (isOfNextDays && !isBracketed)
        {
            Open(items[++at], []);
            rules.Remark(text);
        }
        else if (!isOfAll) rules.Remark(text);
        else if (isBracketed) fault ??= HoursReading.Misplaced(item.Token);
        else rules.RemarkOnAll(text);
    }

    private void Open(HoursItem days, IReadOnlyList<string> spans)
    {
        rules.Open(days.Days & ~days.Except, spans, season);
        if ((days.Except & ~days.Days) is var others && others != OpeningDays.None) rules.Close(others, season);
        isSeasonUsed = true;
    }

    private void Close(OpeningDays days)
    {
        rules.Close(days, season);
        isSeasonUsed = true;
    }

    // Whether days or hours come first, apart from days that are closed.
    private Part? FirstPart()
    {
        for (var k = 0; k < items.Count; k++)
        {
            if (items[k].What is Part.Closed or Part.Except && WhatAt(k + 1) == Part.Days) k++;
            else if (items[k].What == Part.Days && WhatAt(k + 1) == Part.Closed) k++;
            else if (items[k].What is Part.Days or Part.Spans) return items[k].What;
        }
        return null;
    }

    private Part? WhatAt(int index) => index >= 0 && index < items.Count ? items[index].What : null;
}
