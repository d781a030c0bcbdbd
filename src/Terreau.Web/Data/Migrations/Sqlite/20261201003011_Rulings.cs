using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Terreau.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Rulings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_JoinRequests_DecidedAt",
                table: "JoinRequests");

            migrationBuilder.DropIndex(
                name: "IX_JoinRequests_OrganisationId_DecidedAt",
                table: "JoinRequests");

            migrationBuilder.DropIndex(
                name: "IX_ErrorReports_ClosedAt",
                table: "ErrorReports");

            migrationBuilder.DropIndex(
                name: "IX_Amendments_DecidedAt",
                table: "Amendments");

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "JoinRequests",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "Invitations",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "ErrorReports",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "Amendments",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "Rulings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Verb = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Rulings", x => x.Id);
                });

            migrationBuilder.Sql(AnswersAsRulings.Sql);

            migrationBuilder.RenameColumn(
                name: "DecidedAt",
                table: "JoinRequests",
                newName: "SteppedAt");

            migrationBuilder.RenameColumn(
                name: "WithdrawnAt",
                table: "Invitations",
                newName: "SteppedAt");

            migrationBuilder.RenameColumn(
                name: "ClosedAt",
                table: "ErrorReports",
                newName: "SteppedAt");

            migrationBuilder.RenameColumn(
                name: "DecidedAt",
                table: "Amendments",
                newName: "SteppedAt");

            // The database drops a column by itself; the framework would write each table again, outside the transaction.
            migrationBuilder.Sql("ALTER TABLE \"JoinRequests\" DROP COLUMN \"IsAccepted\"");

            migrationBuilder.Sql("ALTER TABLE \"JoinRequests\" DROP COLUMN \"Reason\"");

            migrationBuilder.Sql("ALTER TABLE \"Invitations\" DROP COLUMN \"UsedAt\"");

            migrationBuilder.Sql("ALTER TABLE \"Amendments\" DROP COLUMN \"IsAccepted\"");

            migrationBuilder.Sql("ALTER TABLE \"Amendments\" DROP COLUMN \"Reason\"");

            migrationBuilder.CreateIndex(
                name: "IX_JoinRequests_OrganisationId",
                table: "JoinRequests",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_JoinRequests_State",
                table: "JoinRequests",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_State",
                table: "Invitations",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_ErrorReports_State",
                table: "ErrorReports",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_Amendments_State",
                table: "Amendments",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_Rulings_SubjectId",
                table: "Rulings",
                column: "SubjectId");

            migrationBuilder.CreateTable(
                name: "Asks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Question = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    KeyHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UsedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Asks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Asks_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Asks_AccountId",
                table: "Asks",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Asks_ExpiresAt",
                table: "Asks",
                column: "ExpiresAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Asks");

            migrationBuilder.DropTable(
                name: "Rulings");

            migrationBuilder.DropIndex(
                name: "IX_JoinRequests_OrganisationId",
                table: "JoinRequests");

            migrationBuilder.DropIndex(
                name: "IX_JoinRequests_State",
                table: "JoinRequests");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_State",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_ErrorReports_State",
                table: "ErrorReports");

            migrationBuilder.DropIndex(
                name: "IX_Amendments_State",
                table: "Amendments");

            migrationBuilder.DropColumn(
                name: "State",
                table: "JoinRequests");

            migrationBuilder.DropColumn(
                name: "State",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "State",
                table: "ErrorReports");

            migrationBuilder.DropColumn(
                name: "State",
                table: "Amendments");

            migrationBuilder.RenameColumn(
                name: "SteppedAt",
                table: "JoinRequests",
                newName: "DecidedAt");

            migrationBuilder.RenameColumn(
                name: "SteppedAt",
                table: "Invitations",
                newName: "WithdrawnAt");

            migrationBuilder.RenameColumn(
                name: "SteppedAt",
                table: "ErrorReports",
                newName: "ClosedAt");

            migrationBuilder.RenameColumn(
                name: "SteppedAt",
                table: "Amendments",
                newName: "DecidedAt");

            migrationBuilder.AddColumn<bool>(
                name: "IsAccepted",
                table: "JoinRequests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "JoinRequests",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "UsedAt",
                table: "Invitations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsAccepted",
                table: "Amendments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "Amendments",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_JoinRequests_DecidedAt",
                table: "JoinRequests",
                column: "DecidedAt");

            migrationBuilder.CreateIndex(
                name: "IX_JoinRequests_OrganisationId_DecidedAt",
                table: "JoinRequests",
                columns: new[] { "OrganisationId", "DecidedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ErrorReports_ClosedAt",
                table: "ErrorReports",
                column: "ClosedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Amendments_DecidedAt",
                table: "Amendments",
                column: "DecidedAt");
        }
    }
}
