using Terreau.Web.Hosting.Watch;
using Terreau.Web.Hosting.Watch.State;
using Terreau.Web.Ui.Signs;

namespace Terreau.Web.Features.Steward.State;

/// <summary>The state of the site in plain words: what is so, and what to do where something is not as it should be.</summary>
internal static class StateWords
{
    /// <summary>A mail that is late by more is looked into.</summary>
    private static readonly TimeSpan MailPatience = TimeSpan.FromHours(1);

    private const int ManyLines = 1_000;

    /// <param name="Title">What it is about.</param>
    /// <param name="Verdict">Green, to be watched, or to be acted on.</param>
    /// <param name="Label">The verdict in a word.</param>
    /// <param name="Said">What is so.</param>
    /// <param name="ToDo">What to do; null when there is nothing.</param>
    internal sealed record Line(string Title, Verdict Verdict, string Label, string Said, string? ToDo)
    {
        public static Line Good(string title, string said) => new(title, Verdict.Eligible, "Bien", said, null);
        public static Line Watch(string title, string said, string toDo) => new(title, Verdict.ToConfirm, "À surveiller", said, toDo);
        public static Line Act(string title, string said, string toDo) => new(title, Verdict.Rupture, "À faire", said, toDo);
        public static Line Tell(string title, string said) => new(title, Verdict.Neutral, "Pour information", said, null);
    }

    public static string Sentence(IReadOnlyList<Line> lines)
    {
        var toDo = lines.Count(line => line.Verdict == Verdict.Rupture);
        var toWatch = lines.Count(line => line.Verdict == Verdict.ToConfirm);
        return (toDo, toWatch) switch
        {
            (0, 0) => "Tout va bien",
            (0, _) => French.Count(toWatch, "point à surveiller", "points à surveiller"),
            (_, 0) => French.Count(toDo, "point demande une action", "points demandent une action"),
            _ => $"{French.Count(toDo, "point demande une action", "points demandent une action")}, "
                + French.Count(toWatch, "autre est à surveiller", "autres sont à surveiller"),
        };
    }

    public static IReadOnlyList<Line> Of(SiteState state, ProgramVersion program)
        => [Program(state, program), .. Database(state.Database), Disk(state.Disk), Mails(state), Index(state.Index), .. Faltering(state)];

    public static IReadOnlyList<Line> Jobs(SiteState state) => [.. (state.Jobs ?? []).Select(Job)];

    private static Line Program(SiteState state, ProgramVersion program)
        => Line.Tell("Programme",
            $"Version {program.Version}{(program.Commit.Length > 0 ? $" ({program.Commit})" : "")}, {program.Runtime}, {program.System}."
            + $" Ouvert depuis le {French.Instant(state.StartedAt)}.");

    private static IEnumerable<Line> Database(DatabaseState database)
    {
        yield return Line.Good("Base de données", $"{database.Server}, {Size(database.Bytes)}. Dernière étape : {database.Step}.");
        yield return Line.Tell("Serveurs", database.Nodes is [var one] ? $"Un seul serveur interroge la base : {one}."
            : French.Count(database.Nodes.Count, "serveur interroge", "serveurs interrogent")
                + $" la base : {French.List(database.Nodes)}.");
    }

    private static Line Disk(DiskState disk)
    {
        var said = $"{Size(disk.Free)} libres sur {Size(disk.Total)}.";
        return disk.IsShort
            ? Line.Act("Place sur le disque", said, "Faites de la place, ou agrandissez le disque : sans place, rien ne s’enregistre plus.")
            : Line.Good("Place sur le disque", said);
    }

    private static Line Mails(SiteState state)
    {
        var mails = state.Mails;
        var said = mails.Waiting == 0 ? "Aucun message n’attend."
            : $"{French.Count(mails.Waiting, "message attend", "messages attendent")}"
                + (mails.DueSince is { } due ? $", le plus ancien depuis le {French.Instant(due)}." : ", chacun pour son heure.");
        if (mails.GivenUp > 0)
        {
            return Line.Act("Messages", $"{said} {French.Count(mails.GivenUp, "message abandonné", "messages abandonnés")}.",
                "Lisez pourquoi avec « terreau courrier ». Réparez, puis lancez « terreau courrier relance ».");
        }
        if (mails.DueSince is { } since && state.At - since > MailPatience)
            return Line.Act("Messages", said, "Vérifiez le serveur d’envoi : « terreau courrier » dit ce qu’il a répondu.");
        return mails.BySmtp ? Line.Good("Messages", said)
            : Line.Watch("Messages", "Aucun serveur d’envoi n’est réglé : les messages restent en fichiers.",
                "Réglez TERREAU_SMTP et TERREAU_MAIL_FROM, puis redémarrez le service.");
    }

    private static Line Index(IndexState index)
    {
        if (index.Behind is not { } behind)
        {
            return Line.Act("Recherche", "L’index de recherche est à refaire.",
                "Lancez « terreau reindex » ; le site sert pendant ce temps.");
        }
        var said = $"On y trouve {French.List([.. index.Kinds.Select(kind => $"{French.Number(kind.Count)} {kind.Name}")])}.";
        if (behind == 0) return Line.Good("Recherche", said);
        var late = $"{said} {French.Count(behind, "changement n’y est pas encore", "changements n’y sont pas encore")}.";
        return behind < ManyLines ? Line.Good("Recherche", late)
            : Line.Watch("Recherche", late, "Un import est peut-être en cours. Regardez de nouveau dans quelques minutes.");
    }

    private static IEnumerable<Line> Faltering(SiteState state)
        => state.Faltering.Where(work => state.Jobs?.Any(job => job.Name == work.Name) != true)
            .Select(work => Line.Act(French.Capital(work.Name),
                $"Échoue depuis le {French.Instant(work.Since)}, et sera essayé de nouveau.", InTheJournal));

    private const string InTheJournal = "La raison est dans le journal du système : « journalctl -u terreau -p err ».";

    private static Line Job(JobState job)
    {
        var title = French.Capital(job.Name);
        var next = job.NextAt is { } at ? $" Prochain tour le {French.Instant(at)}." : "";
        if (job.Outcome is not { } outcome)
        {
            return Line.Tell(title, (job.LastTurnAt is { } turn
                ? $"Dernier tour le {French.Instant(turn)}, avant l’ouverture d’ici ou sur un autre serveur."
                : "Pas encore de tour depuis l’ouverture.") + next);
        }
        var succeeded = outcome.SucceededAt is { } end
            ? $"A réussi le {French.Instant(end)}, en {Duration(outcome.Took)}." : "N’a pas encore réussi.";
        if (!outcome.Fails) return Line.Good(title, succeeded + next);
        var failed = $"A échoué le {French.Instant(outcome.FailedAt!.Value)}. {succeeded}{next}";
        return outcome.IsOutage ? Line.Act(title, failed, "La base de données ne répondait pas. Vérifiez qu’elle est ouverte.")
            : Line.Act(title, failed, InTheJournal);
    }

    private static string Duration(TimeSpan took) => took < TimeSpan.FromSeconds(1) ? "moins d’une seconde"
        : took < TimeSpan.FromMinutes(2) ? French.Count((long)took.TotalSeconds, "seconde")
        : French.Count((long)took.TotalMinutes, "minute");

    private static string Size(long bytes) => bytes >= 1_000_000_000 ? $"{French.Number(bytes / 1_000_000_000m, 1)} Go"
        : $"{French.Number(Math.Max(0.1m, bytes / 1_000_000m), 1)} Mo";
}
