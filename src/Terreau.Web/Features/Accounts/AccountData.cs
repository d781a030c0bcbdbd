using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Privacy;
using Terreau.Web.Features.Directory;

namespace Terreau.Web.Features.Accounts;

/// <summary>Everything that is held about someone, by category: the page, the document and the file all show this.</summary>
internal sealed class AccountData(TerreauDb db, RetentionTable table, TimeProvider clock)
{
    /// <param name="Key">The name of the category in the file.</param>
    /// <param name="Kept">The line of the retention table it falls under.</param>
    /// <param name="Fields">The name of each field in the file, and its label.</param>
    internal sealed record Part(
        string Key, string Title, RetentionCategory Kept, IReadOnlyList<(string Name, string Label)> Fields,
        IReadOnlyList<IReadOnlyList<string?>> Rows);

    internal sealed record Content(DateOnly On, Account Account, IReadOnlyList<Part> Parts);

    public async Task<Content> OfAsync(User user, CancellationToken cancel)
    {
        var account = await db.Accounts.AsNoTracking().FirstAsync(held => held.Id == user.AccountId, cancel);
        var requests = await db.JoinRequests.AsNoTracking().Where(request => request.AccountId == account.Id)
            .Join(db.Organisations, request => request.OrganisationId, sheet => sheet.Id, (request, sheet) => new { request, sheet.Name })
            .ToListAsync(cancel);
        var reasons = await db.LastReasonsAsync(requests.Select(found => found.request.Id), cancel);
        return new Content(ParisTime.DayOf(clock.GetUtcNow().UtcDateTime), account,
        [
            Of("compte", "Mon compte", "compte-sans-visite",
                [("numero", "Numéro"), ("adresse", "Adresse"), ("nom", "Nom"), ("creeLe", "Créé le"), ("venuLe", "Dernière visite"),
                    ("proconnect", "Identité ProConnect"), ("oppositionAuxMessages", "Opposition aux messages"),
                    ("prevenuLe", "Prévenu de l’effacement le")],
                    [[account.Id.ToString(), account.Email, account.Name, At(account.CreatedAt), French.Date(account.LastSeenOn),
                    account.ProConnectId, account.ObjectsToMail ? "oui" : "non",
                    account.InactiveNoticeOn is { } on ? French.Date(on) : null]]),
            Of("cles", "Mes clés d’accès", "compte-sans-visite",
                [("nom", "Nom"), ("ajouteeLe", "Ajoutée le"), ("numero", "Numéro de la clé")],
                Rows(await db.Passkeys.AsNoTracking().Where(key => key.AccountId == account.Id).OrderBy(key => key.CreatedAt)
                    .ToListAsync(cancel), key => [key.Name, At(key.CreatedAt), Convert.ToBase64String(key.CredentialId)])),
            Of("seances", "Mes séances", "seances",
                [("navigateur", "Navigateur"), ("moyen", "Moyen"), ("ouverteLe", "Ouverte le"), ("finLe", "Finit au plus tard le"),
                    ("fermeeLe", "Fermée le")],
                Rows(await db.Sessions.AsNoTracking().Where(session => session.AccountId == account.Id)
                    .OrderByDescending(session => session.StartedAt).ToListAsync(cancel),
                    session => [session.Device, Means(session.Means), At(session.StartedAt), At(session.ExpiresAt), At(session.EndedAt)])),
            Of("liens", "Mes liens de connexion", "liens-de-connexion",
                [("adresse", "Adresse"), ("demandeLe", "Demandé le"), ("serviLe", "Servi le"), ("menantA", "Menait à")],
                Rows(await db.SignInLinks.AsNoTracking().Where(link => link.Email == account.Email).OrderByDescending(link => link.AskedAt)
                    .ToListAsync(cancel), link => [link.Email, At(link.AskedAt), At(link.UsedAt), link.Then])),
            Of("roles", "Mes rôles pour le territoire", "compte-sans-visite", [("role", "Rôle"), ("depuis", "Depuis")],
                Rows(await db.RoleGrants.AsNoTracking().Where(grant => grant.AccountId == account.Id).ToListAsync(cancel),
                    grant => [grant.Role.Label(), At(grant.GrantedAt)])),
            Of("organisations", "Mes organisations", "compte-sans-visite",
                [("organisation", "Organisation"), ("role", "Rôle"), ("depuis", "Depuis")],
                Rows(await db.Members.AsNoTracking().Where(member => member.AccountId == account.Id)
                    .Join(db.Organisations, member => member.OrganisationId, sheet => sheet.Id,
                        (member, sheet) => new { member, sheet.Name }).ToListAsync(cancel),
                    found => [found.Name, found.member.Role.Label(), At(found.member.Since)])),
            Of("demandes", "Mes demandes pour rejoindre", "demandes-de-rattachement",
                [("organisation", "Organisation"), ("role", "Rôle"), ("message", "Message"), ("demandeLe", "Demandé le"),
                    ("decideLe", "Décidé le"), ("reponse", "Réponse"), ("motif", "Motif")],
                Rows(requests,
                    found => [found.Name, found.request.Role.Label(), found.request.Message, At(found.request.AskedAt),
                        At(found.request.State == RequestState.Waiting ? null : found.request.SteppedAt), Answer(found.request.State),
                        reasons.GetValueOrDefault(found.request.Id)])),
            Of("questions", "Les questions qui m’ont été envoyées", "questions",
                [("envoyeeLe", "Envoyée le"), ("jusquau", "Vaut jusqu’au"), ("repondueLe", "Répondue le")],
                Rows(await db.Asks.AsNoTracking().Where(ask => ask.AccountId == account.Id).OrderBy(ask => ask.AskedAt).ToListAsync(cancel),
                    ask => [At(ask.AskedAt), At(ask.ExpiresAt), At(ask.UsedAt)])),
            .. await InvitationsAsync(account, cancel),
            .. await DirectoryAsync(account, cancel),
            .. await WritingsAsync(account, cancel),
        ]);
    }

    private async Task<IReadOnlyList<Part>> InvitationsAsync(Account account, CancellationToken cancel)
    {
        var found = await db.InvitationsTo(account.Email).Union(db.Invitations.Where(invitation => invitation.InvitedBy == account.Id))
            .AsNoTracking()
            .Join(db.Organisations, invitation => invitation.OrganisationId, sheet => sheet.Id,
                (invitation, sheet) => new { invitation, sheet.Name }).OrderBy(pair => pair.invitation.SentAt).ToListAsync(cancel);
        return
        [
            Of("invitationsRecues", "Invitations reçues", "invitations",
                [("organisation", "Organisation"), ("adresse", "Adresse"), ("role", "Rôle"), ("envoyeeLe", "Envoyée le"),
                    ("serviLe", "Acceptée le")],
                Rows(found.Where(pair => pair.invitation.Email.Equals(account.Email, StringComparison.OrdinalIgnoreCase)),
                    pair => [pair.Name, pair.invitation.Email, pair.invitation.Role.Label(), At(pair.invitation.SentAt),
                        At(pair.invitation.State == InvitationState.Accepted ? pair.invitation.SteppedAt : null)])),
            // To whom belongs to those who were invited.
            Of("invitationsEnvoyees", "Invitations envoyées", "invitations",
                [("organisation", "Organisation"), ("role", "Rôle"), ("envoyeeLe", "Envoyée le")],
                Rows(found.Where(pair => pair.invitation.InvitedBy == account.Id),
                    pair => [pair.Name, pair.invitation.Role.Label(), At(pair.invitation.SentAt)])),
        ];
    }

    private async Task<IReadOnlyList<Part>> DirectoryAsync(Account account, CancellationToken cancel)
    {
        var who = User.WhoOf(account.Id);
        var naming = await db.SheetsNamingAsync(account, cancel);
        return
        [
            Of("contacts", "Les fiches où je suis la personne à contacter", "contacts-des-fiches",
                [("organisation", "Organisation"), ("nom", "Nom"), ("fonction", "Fonction"), ("adresse", "Adresse"),
                    ("telephone", "Téléphone")],
                Rows(naming, sheet => [sheet.Name, sheet.ContactName, sheet.ContactRole, sheet.ContactEmail, sheet.ContactPhone])),
            Of("accords", "Les accords que j’ai donnés", "accords-retires",
                [("objet", "Objet"), ("phrase", "Phrase"), ("donneLe", "Donné le"), ("retireLe", "Retiré le")],
                Rows(await db.Consents.AsNoTracking().Where(consent => consent.AccountId == account.Id).OrderBy(consent => consent.GivenAt)
                    .ToListAsync(cancel), consent => [consent.Subject, consent.Sentence, At(consent.GivenAt), At(consent.WithdrawnAt)])),
            Of("fiches", "Les fiches que j’ai proposées", "journal", [("organisation", "Organisation"), ("adresse", "Page")],
                Rows(await db.Organisations.AsNoTracking().Where(sheet => sheet.ProposedBy == who).OrderBy(sheet => sheet.Name)
                    .ToListAsync(cancel), sheet => [sheet.Name, DirectoryRoutes.Sheet(sheet.Slug)])),
        ];
    }

    private async Task<IReadOnlyList<Part>> WritingsAsync(Account account, CancellationToken cancel)
    {
        var who = User.WhoOf(account.Id);
        var amendments = await db.AmendmentsOf(account).AsNoTracking()
            .Join(db.Organisations, amendment => amendment.OrganisationId, sheet => sheet.Id,
                (amendment, sheet) => new { amendment, sheet.Name }).ToListAsync(cancel);
        var mails = await db.MailsOf(account).AsNoTracking().OrderByDescending(mail => mail.CreatedAt).ToListAsync(cancel);
        var acts = await db.Journal.AsNoTracking().Where(line => line.Who == who).OrderByDescending(line => line.Id)
            .Select(line => new { line.At, line.Command, line.Subject,
                Why = line.Why ?? db.Rulings.Where(step => step.SubjectId == line.SubjectId && step.At == line.At).Select(step => step.Why)
                    .FirstOrDefault() }).ToListAsync(cancel);
        var reasons = await db.LastReasonsAsync(amendments.Select(found => found.amendment.Id), cancel);
        var reports = await db.ReportsNaming(account).AsNoTracking().ToListAsync(cancel);
        return
        [
            Of("propositions", "Les corrections que j’ai proposées", "propositions",
                [("organisation", "Organisation"), ("changements", "Changements"), ("message", "Message"), ("reponseA", "Réponse à"),
                    ("envoyeLe", "Envoyé le"), ("reponse", "Réponse"), ("motif", "Motif")],
                Rows(amendments, found => [found.Name, found.amendment.Changes, found.amendment.Message, found.amendment.AnswerTo,
                    At(found.amendment.SentAt), Answer(found.amendment.State), reasons.GetValueOrDefault(found.amendment.Id)])),
            Of("signalements", "Les signalements qui me nomment", "signalements",
                [("page", "Page"), ("message", "Message"), ("envoyeLe", "Envoyé le")],
                Rows(reports, report => [report.Page, report.Message, At(report.ReportedAt)])),
            Of("motifs", "Les motifs de réponses qui me nomment", "propositions", [("motif", "Motif"), ("donneLe", "Donné le")],
                Rows(await db.RulingsNaming(account).AsNoTracking().OrderBy(ruling => ruling.At).ToListAsync(cancel),
                    ruling => [ruling.Why, At(ruling.At)])),
            Of("messages", "Les messages qui m’ont été envoyés", "messages-envoyes",
                [("adresse", "Adresse"), ("objet", "Objet"), ("texte", "Texte"), ("creeLe", "Écrit le"), ("envoyeLe", "Envoyé le"),
                    ("refus", "Réponse du serveur")],
                Rows(mails.Where(mail => IsTo(mail, account)),
                    mail => [mail.To?.Value, mail.Subject, mail.Text, At(mail.CreatedAt), At(mail.SentAt),
                        mail.BounceReason ?? mail.LastError])),
            // Their words belong to those they were sent to as well: only that they exist is told.
            Of("messagesAutres", "Les messages à d’autres qui me nomment", "messages-envoyes", [("objet", "Objet"), ("creeLe", "Écrit le")],
                Rows(mails.Where(mail => !IsTo(mail, account)), mail => [mail.Subject, At(mail.CreatedAt)])),
            Of("actes", "Ce que j’ai fait ici", "journal", [("le", "Le"), ("acte", "Acte"), ("sur", "Sur"), ("motif", "Motif")],
                Rows(acts, line => [At(line.At), line.Command, line.Subject, line.Why])),
        ];
    }

    private Part Of(string key, string title, string category, IReadOnlyList<(string, string)> fields,
        IReadOnlyList<IReadOnlyList<string?>> rows)
        => new(key, title, table[category], fields, rows);

    private static IReadOnlyList<IReadOnlyList<string?>> Rows<T>(IEnumerable<T> found, Func<T, string?[]> row) => [.. found.Select(row)];

    // Those of a change of address went to another address of theirs.
    private static bool IsTo(Domain.Mail.OutgoingMail mail, Account account)
        => mail.Recipient == account.Email || mail.Key.StartsWith($"adresse:{account.Id}", StringComparison.Ordinal)
            || mail.Key.StartsWith($"adresse-quittee:{account.Id}", StringComparison.Ordinal);

    private static string? At(DateTime? at) => at is { } instant ? French.Instant(instant) : null;

    private static string Answer(RequestState state)
        => state switch { RequestState.Waiting => "en attente", RequestState.Accepted => "acceptée", _ => "refusée" };

    private static string Means(SignInMeans means) => means switch
    {
        SignInMeans.Passkey => "clé d’accès",
        SignInMeans.ProConnect => "ProConnect",
        _ => "message",
    };
}
