using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Features.Directory;

/// <summary>How old what a sheet says is, in words: checked on a day, or never since its source.</summary>
internal static class Freshness
{
    public static string InShort(Organisation sheet)
        => sheet.CheckedOn is { } day ? $"vérifié le {French.Date(day)}" : $"source {Of(sheet.SourceOn)}, jamais vérifiée";

    public static string Sentence(Organisation sheet)
        => sheet.CheckedOn is { } day ? $"Vérifié le {French.Date(day)}." : $"Jamais vérifié depuis {Since(sheet.SourceOn)}.";

    /// <summary>"de 2018", "d’octobre 2018", "du 15 octobre 2018".</summary>
    public static string Of(PartialDate date) => IsDay(date) ? $"du {date.InFrench()}" : French.Of(date.InFrench());

    private static string Since(PartialDate date) => IsDay(date) ? $"le {date.InFrench()}" : date.InFrench();

    private static bool IsDay(PartialDate date) => date.Written.Length == 10;
}
